"""What `kurilnames export` can write: a module a target, each with its `TARGET`."""
