"""Files -> Library and diagnostics: the only place that knows YAML and Markdown."""
