"""Thin doors to `columns` for what holds other people's columns; each imports its library when it is opened."""
