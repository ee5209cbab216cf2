"""How fast the page that trains learns from all the images that are published, and whether it stays alive."""

import statistics
from pathlib import Path

from snippets.image_file import ImageFile
from tests.browser import chromium, opened, served
from tests.docs.demo import IMAGES
from tests.docs.test_image_file import WHOLE, parts

SEEDS = (1, 2, 3, 4, 5)
STACK = "28x28x1_c8k3_m2_c16k3_m2_f_d10"  # the page's default
WANTED = 0.95  # of the images held out
MOST = 3_000  # batches
HELPERS = """
const names = ["stack_text", "training", "network"];
const [{ parse }, { crossEntropy, firstLayers, generator }, { Network }] =
  await Promise.all(names.map((name) => import(new URL(`../demos/${name}.js`, location))));
const stack = parse(text);
for (const layer of stack.layers) if (layer.kind === "c") layer.activation = "relu";
"""
# Trains a quarter of a second at a time, and then looks at the images held out, which is not counted.
TRAIN = """
async ([text, seed, wanted, most]) => {
  HELPERS
  const worker = new Worker(new URL("../demos/training_worker.js", location), { type: "module" });
  const next = (said) => new Promise((done, fail) => {
    worker.onmessage = ({ data }) => {
      if (data.said === said) done(data);
      else if (data.said === "trouble") fail(new Error(data.message));
    };
  });
  const ask = (message, said) => {
    worker.postMessage(message);
    return next(said);
  };
  await ask({ do: "load", address: new URL("whole.images", location).href, size: 1 }, "loaded");
  worker.postMessage({ do: "start", stack, settings: {}, seed });
  let [seconds, gap, last] = [0, 0, performance.now()];
  const beat = setInterval(() => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  });
  let said = { accuracy: 0, batches: 0 };
  while (said.accuracy < wanted && said.batches < most) {
    const start = performance.now();
    worker.postMessage({ do: "resume" });
    while (performance.now() - start < 250) await next("progress");
    await ask({ do: "pause" }, "progress");
    seconds += (performance.now() - start) / 1000;
    said = await ask({ do: "evaluate" }, "evaluated");
  }
  clearInterval(beat);
  worker.terminate();
  return [seconds, said.batches, said.accuracy, gap];
}
""".replace("HELPERS", HELPERS)
# ms for a batch forward, and for one forward and backward; each of 60 batches, the first 20 to warm up.
STEP = """
async ([text, images]) => {
  HELPERS
  const layers = firstLayers(stack, "glorot", generator(1));
  layers.at(-1).activation = "softmax";
  const network = new Network(layers, stack.input, 32);
  const batch = Float32Array.from(images, (value) => value / 255);
  const [labels, gradients] = [new Uint8Array(32), new Float32Array(320)];
  const taken = [];
  for (let round = 0; round < 60; round++) {
    const start = performance.now();
    network.forward(batch, 32);
    const middle = performance.now();
    network.forward(batch, 32);
    crossEntropy(network.layers.at(-1), labels, 32, gradients);
    network.backward(gradients, 32);
    taken.push([middle - start, performance.now() - middle]);
  }
  return taken.slice(20);
}
""".replace("HELPERS", HELPERS)


def report(site: Path) -> None:
    """Print for each seed when the default network is right with 95 %, and what one image costs."""
    given = parts("mnist", WHOLE)
    file = ImageFile("mnist", given["train"], given["test"], [str(digit) for digit in range(10)], 16)
    heads = f"{'s to 95 %':>10}{'batches':>9}{'held out':>10}{'longest gap of the page; ms':>29}"
    print(f"{'training in the browser':24}{heads}", flush=True)
    with chromium() as browser, served(site) as address, opened(browser) as tab:
        tab.route(IMAGES, lambda route: route.fulfill(body=file.data))
        tab.goto(f"{address}train/")
        for seed in SEEDS:
            seconds, batches, accuracy, gap = tab.evaluate(TRAIN, [STACK, seed, WANTED, MOST])
            print(f"{f'seed {seed}':24}{seconds:10.1f}{batches:9}{accuracy:10.1%}{gap:29.0f}", flush=True)
        images, _ = given["train"]
        taken = tab.evaluate(STEP, [STACK, images[:32].ravel().tolist()])
    forward, both = (statistics.median(it) / 32 for it in zip(*taken, strict=True))
    ratio = statistics.median(step / first for first, step in taken)
    cells = f"forward {forward:.3f} ms, and backward {both:.3f} ms, ratio {ratio:.1f}"
    print(f"{'one image':24}{cells}", flush=True)
