"""From a desk's reports to a briefing site."""
