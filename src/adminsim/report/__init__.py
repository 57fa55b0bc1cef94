"""Tables and figures in English and Chinese, for people."""
