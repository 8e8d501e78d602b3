"""What the site says, for programs."""
