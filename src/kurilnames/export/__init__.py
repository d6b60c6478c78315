"""The gazetteer in the forms that other programs read."""
