"""Views -> inline SVG."""
