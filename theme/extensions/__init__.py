"""What Python-Markdown makes of a page, as this site shows it; another generator takes this along."""
