"""What `kurilnames export` can write, a format or a family of formats in a module."""
