"""A file or address → Document; knows no meaning."""
