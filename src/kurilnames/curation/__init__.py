"""What happens when the data is made."""
