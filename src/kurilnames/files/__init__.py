"""Files: decoding, tables, atomic writing."""
