"""How long the page that runs the trained models takes for one prediction, all feature maps drawn."""

import statistics
from pathlib import Path

from tests.browser import chromium, served

# Clicks each test image ten times; the page itself measures from the image to the last map drawn.
PREDICT = """
async () => {
  const taken = [];
  for (let round = 0; round < 10; round++) {
    for (const image of document.querySelectorAll(".samples button")) {
      image.click();
      taken.push(performance.getEntriesByName("prediction").at(-1).duration);
      await new Promise(requestAnimationFrame);
    }
  }
  return taken;
}
"""


def report(site: Path) -> None:
    """Print the median and the slowest of each model's predictions, in ms."""
    print(f"{'in the browser; ms':24}{'median':>9}{'slowest':>9}", flush=True)
    with chromium() as browser, served(site) as address:
        tab = browser.new_page()
        tab.goto(f"{address}draw/")
        models = tab.get_by_role("combobox", name="모델", exact=True)
        for model in models.locator("option").all_inner_texts():
            models.select_option(label=model)
            tab.locator(".samples button").last.wait_for()
            taken = tab.evaluate(PREDICT)
            print(f"{model:24}{statistics.median(taken):9.1f}{max(taken):9.1f}", flush=True)
