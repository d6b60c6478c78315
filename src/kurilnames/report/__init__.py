"""What a person reads: entries, matches, mentions as text and JSON."""
