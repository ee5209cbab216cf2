"""The built pages as files: clean, complete, light, and asking nobody else for anything."""

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from runner.script.page import find
from tests.process import ROOT
from tests.project import Project

PAGES = [page.removesuffix(".py") for page in find(ROOT)]
LESSONS = [page for page in PAGES if "/errors/" not in page]
KILOBYTE = 1024


@pytest.fixture
def html(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def article(site: Path, page: str) -> BeautifulSoup:
    return articles(site)[page]


@cache
def articles(site: Path) -> dict[str, BeautifulSoup]:
    """All pages that a reader can open, by their addresses."""
    return {
        path.parent.relative_to(site).as_posix(): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        ).find("article")
        for path in site.rglob("index.html")
    }


def corrections_on(article: BeautifulSoup) -> list[Tag]:
    boxes = article.select("div.admonition.warning")
    return [box for box in boxes if box.p.get_text().startswith("원문 바로잡기: ")]


def row_of(row: Tag) -> list[str]:
    return [cell.get_text() for cell in row.find_all(["th", "td"])]


@pytest.mark.parametrize("page", PAGES)
def test_page_is_light(html: str) -> None:
    assert len(gzip.compress(html.encode())) <= 25 * KILOBYTE


@pytest.mark.parametrize("page", LESSONS)  # the dictionary quotes it
def test_page_shows_no_noise(article: BeautifulSoup) -> None:
    text = article.get_text()
    for noise in ("\b", "\x1b", "Traceback", "oneDNN", "cuda", "ms/step", "/site-packages/", "ipykernel"):
        assert noise not in text, noise
    assert not re.search(r"0x[0-9a-f]{6,}", text)


@pytest.mark.parametrize("page", PAGES)
def test_code_and_prose_are_as_written(article: BeautifulSoup, page: str) -> None:
    """Neither nbconvert nor Markdown may change a character: `<`, `&` and quotes arrive whole."""
    script = (ROOT / f"{page}.py").read_text(encoding="utf-8")
    code = article.find_all("code")
    assert "&lt;" not in article.get_text()
    assert "&amp;" not in article.get_text()
    assert "end of notebook" not in article.get_text()
    for sign in ("<=", ">=", '"'):
        if any(sign in line for line in script.splitlines() if not line.startswith("#")):
            assert any(sign in block.get_text() for block in code), sign


@pytest.mark.parametrize("page", PAGES)
def test_every_heading_has_an_id_and_an_entry(article: BeautifulSoup, html: str) -> None:
    headings = article.find_all(["h2", "h3"])
    assert len(headings) >= 5
    for heading in headings:
        assert heading["id"]
        assert f'href="#{heading["id"]}"' in html
    assert any(re.search("[가-힣]", heading["id"]) for heading in headings)


@pytest.mark.parametrize("page", PAGES)
def test_every_image_is_a_file_with_alt_and_its_true_size(
    article: BeautifulSoup, site: Path, page: str
) -> None:
    images = article.find_all("img")
    assert images or page not in LESSONS
    for number, image in enumerate(images):
        assert number == 0 or re.search("[가-힣]", image["alt"])
        path = (site / page / image["src"]).resolve()
        assert path.is_file()
        if path.suffix == ".svg":
            assert path.stat().st_size <= 100 * KILOBYTE
        else:
            with Image.open(path) as pixels:
                ratio = pixels.width / pixels.height
            assert abs(int(image["width"]) / int(image["height"]) - ratio) < 0.02
        assert image.get("loading") == (None if number == 0 else "lazy")


@pytest.mark.parametrize("page", LESSONS)
def test_page_opens_with_a_picture_of_its_own(article: BeautifulSoup) -> None:
    opening = article.select_one("h1 ~ .cover:has(+ .admonition) > img")
    assert [image["alt"] == "" for image in article.find_all("img", src=opening["src"])] == [True, False]


@pytest.mark.parametrize("page", PAGES)
def test_formulas_are_mathml(article: BeautifulSoup) -> None:
    prose = "".join(text for text in article.find_all(string=True) if not text.find_parent("code"))
    assert not re.search(r"\$|\\\w|\\\(", prose)


def test_some_formula_is_shown(site: Path) -> None:
    html = (site / "tutorials/concepts/padding_and_stride/index.html").read_text(encoding="utf-8")
    assert html.count("<math") >= 5


@pytest.mark.parametrize("page", PAGES)
def test_page_says_when_and_with_what_it_ran(article: BeautifulSoup) -> None:
    run = article.select_one(".run").get_text()
    assert re.search(r"\d{4}-\d\d-\d\d", run)
    assert "numpy 2." in run


@pytest.mark.parametrize("page", PAGES)
def test_only_a_fast_page_carries_a_banner(html: str, profile: str) -> None:
    assert ("미리보기이다" in html) == (profile == "fast")


def test_fast_build_carries_a_banner_and_a_full_one_none(project: Project) -> None:
    assert "미리보기이다" not in project.shown("first")
    project.build("--fast")
    assert "미리보기이다" in project.shown("first")


def test_no_page_names_another_host_for_something_to_load(site: Path) -> None:
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        loads = [tag.get("src") for tag in soup.find_all(["script", "img", "iframe"])]
        loads += [tag["href"] for tag in soup.find_all("link", href=True) if tag.get("rel") != ["canonical"]]
        assert [url for url in loads if url and re.match(r"(https?:)?//", url)] == [], path


def pages_of(site: Path) -> list[Path]:
    """Every HTML page, the one that tells of a missing page too."""
    return sorted(site.rglob("*.html"))


def test_every_page_allows_itself_only_what_it_serves(site: Path) -> None:
    for path in pages_of(site):
        html = path.read_text(encoding="utf-8")
        policy = BeautifulSoup(html, "html.parser").find("meta", {"http-equiv": "Content-Security-Policy"})
        rules = dict(rule.strip().split(" ", 1) for rule in policy["content"].split(";"))
        assert "unsafe" not in policy["content"]
        assert "http" not in policy["content"]
        assert rules["default-src"] == "'none'"
        assert rules["style-src"] == "'self'"
        inline = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
        assert inline
        assert rules["script-src"].split() == ["'self'", *(f"'sha256-{it}'" for it in hashes)], path
        assert " style=" not in html, path


def test_every_page_says_what_it_is_to_those_who_link_to_it(site: Path) -> None:
    descriptions = []
    for path in pages_of(site):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        said = {tag.get("property") or tag.get("name"): tag.get("content") for tag in soup.find_all("meta")}
        assert soup.html["lang"] == "ko"
        assert said["og:title"]
        assert said["description"] == said["og:description"]
        assert re.fullmatch(r"https://[\w.-]+/[\w-]+/images/card\.png", said["og:image"])
        icons = [link["href"] for link in soup.find_all("link", rel=["icon", "apple-touch-icon"])]
        assert len(icons) == 2
        if path.name == "index.html":
            place = path.parent.relative_to(site).as_posix().removeprefix(".")
            canonical = soup.find("link", rel="canonical")["href"]
            assert canonical == said["og:url"]
            assert canonical.endswith(f"/convolution-notes/{place}{'/' if place else ''}")
            assert all((path.parent / icon).is_file() for icon in icons)
            descriptions.append(said["description"])
    assert len(set(descriptions)) == len(descriptions)
    with Image.open(site / "images/card.png") as card:
        assert card.size == (1200, 630)


def test_feed_and_sitemap_name_the_pages(site: Path) -> None:
    items = ElementTree.parse(site / "feed_rss_created.xml").findall("channel/item")
    links = {item.findtext("link") for item in items}
    assert len(links) == len(PAGES)
    assert all(any(link.endswith(f"/{page}/") for link in links) for page in PAGES)
    assert all(item.findtext("description").endswith(".") and item.findtext("pubDate") for item in items)
    home = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert home.find("link", type="application/rss+xml")["href"] == "feed_rss_created.xml"
    places = {it.text for it in ElementTree.parse(site / "sitemap.xml").iter() if it.tag.endswith("}loc")}
    assert links < places
    assert len(places) == len(list(site.rglob("index.html")))


def test_home_page_has_a_card_for_every_tutorial(site: Path, checkout: Path) -> None:
    cards = articles(site)["."].select(".grid.cards li")
    shown = {card.a["href"].strip("/"): card for card in cards}
    assert set(LESSONS) <= set(shown)
    ran = json.loads((checkout / "build/manifest.json").read_text(encoding="utf-8"))["pages"]
    for page in LESSONS:
        card, article = shown[page], articles(site)[page]
        facts = card.select_one(".facts").get_text()
        assert re.search(r"\d+분 읽기", facts)
        assert ran[f"{page}.py"] is not None
        assert card.img["alt"] in [image["alt"] for image in article.find_all("img")]
        assert (site / card.img["src"]).stat().st_size <= 80 * KILOBYTE
        accuracy = re.search(r"테스트 정확도 ([\d.]+)", facts)
        assert bool(accuracy) == any(
            link["href"].strip("./") == page for link in articles(site)["results"].select("h2 a")
        )
        assert not accuracy or accuracy[1] in article.get_text()


def test_missing_page_is_told_in_korean_with_links(site: Path) -> None:
    article = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "html.parser").find("article")
    assert article.h1.get_text() == "찾을 수 없는 페이지"
    assert len(article.find_all("a")) >= len(PAGES)
    assert not re.search("not found", article.get_text(), re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES)
def test_what_may_be_wide_scrolls_inside_itself(article: BeautifulSoup) -> None:
    for table in article.find_all("table"):
        assert table.find_parent(class_="wide")["tabindex"] == "0"
    for formula in article.select(".formula"):
        assert formula["tabindex"] == "0"


def test_corrections_and_answers_hold_their_cells(site: Path) -> None:
    html = (site / "tutorials/posts/mnist_convnet/index.html").read_text(encoding="utf-8")
    article = BeautifulSoup(html, "html.parser").find("article")
    corrections = article.select("div.admonition.warning")
    answers = article.select("details.success")
    assert len(corrections) == 10
    assert len(answers) == len(article.select("[data-exercise]")) >= 5
    for box in corrections:
        assert box.select(".highlight"), box.get_text()[:80]
    for box in (*corrections, *answers):
        assert box.select(".output"), box.get_text()[:80]


def test_every_correction_is_listed_and_linked(site: Path) -> None:
    links = articles(site)["corrections"].select("li > p > strong > a")
    boxes = sum(len(corrections_on(article)) for article in articles(site).values())
    assert len(links) == boxes > 0
    assert f"상자 {boxes}개" in articles(site)["corrections"].get_text()
    assert len({link["href"] for link in links}) == boxes
    for link in links:
        page, _, anchor = unquote(link["href"]).partition("#")
        box = articles(site)[page.strip("./")].find(id=anchor).find_next_sibling()
        assert box in corrections_on(articles(site)[page.strip("./")])
        assert box.p.get_text() == f"원문 바로잡기: {link.get_text()}"


def test_listed_correction_says_what_its_box_says(site: Path) -> None:
    listed = articles(site)["corrections"].get_text()
    for page in PAGES:
        for box in corrections_on(articles(site)[page]):
            for paragraph in box.find_all("p", recursive=False)[1:]:
                assert paragraph.get_text() in listed


def test_results_are_those_of_the_pages(site: Path) -> None:
    article = articles(site)["results"]
    tables = article.find_all("table")
    assert tables
    for table in tables:
        page = table.find_previous("h2").a["href"].strip("./")
        shown = [row_of(row) for row in articles(site)[page].select("tr")]
        at = [cell.get_text() for cell in table.select("thead th")].index("테스트 정확도")
        for row in table.select("tbody tr"):
            model, accuracy = row_of(row)[0], row_of(row)[at]
            assert re.fullmatch(r"\d\.\d{4}", accuracy)
            assert any({model, accuracy} <= set(cells) for cells in shown), (page, model)
            assert row.find_all("td")[at]["align"] == "right"


def test_glossary_links_into_pages(site: Path) -> None:
    for row in articles(site)["glossary"].select("tbody tr"):
        term, _english, meaning, _page = row_of(row)
        assert meaning.endswith("다."), term
        assert row.a["href"].strip("./") in PAGES, term


def test_source_of_a_module_is_shown_folded(site: Path) -> None:
    html = (site / "tutorials/concepts/padding_and_stride/index.html").read_text(encoding="utf-8")
    folded = BeautifulSoup(html, "html.parser").select("details.abstract")
    sources = {box.summary.get_text(): box.get_text() for box in folded}
    assert "def conv_output_size" in sources["소스: snippets/output_size.py"]


def test_totals_of_the_models_are_on_the_page(site: Path) -> None:
    text = BeautifulSoup(
        (site / "tutorials/posts/mnist_convnet/index.html").read_text(encoding="utf-8"), "html.parser"
    ).get_text()
    for number in ("104,202", "712,202", "619,530", "18,496", "73,856", "11,530"):
        assert number in text, number
