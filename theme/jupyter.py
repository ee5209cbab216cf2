"""What has to be done around mkdocs-jupyter, which the project's user has chosen.

Its custom template (`notebook.md.j2`) writes Markdown, so that Material renders code, outputs, boxes and
anchors as on any page. But nbconvert, which runs the template, takes what comes out for HTML and parses
it; so the template escapes all of it and says where it ends, and here that is taken back. Behind the end
stands a style sheet of the plugin's own, which this site does not use.
"""

import html

END = "<!-- end of notebook -->"


def of_template(markdown: str) -> str | None:
    """What the template has written, or nothing where it was not the template."""
    text, end, _style = markdown.partition(END)
    return html.unescape(text) if end else None
