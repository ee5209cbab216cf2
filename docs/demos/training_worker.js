/**
 * Trains apart from the page, which stays alive. A page says {do, …}:
 *   load {address, size}   the file of images, as `loadImages` takes it; before all else
 *   start {stack, settings, seed}   a new network, as `Training` takes it, which waits
 *   resume   trains until there is something else to do
 *   pause
 *   batch   learns one more batch, and pauses
 *   evaluate   on the held-out images; training goes on after it
 * and hears {said, run, …}, where `run` tells how often it has started:
 *   loading {share}
 *   loaded {address, classes, curve, test}   the held-out images among it
 *   progress {batches, epoch, losses, accuracies}   of the batches since the last time
 *   followed {batches, epoch, probe}   the one batch, as `Training.probe` gives it
 *   evaluated {batches, epoch, loss, accuracy, predictions, layers}   layers as `run` of network.js takes them
 *   diverged {batches, epoch}   the loss is no number any more; it has paused
 *   trouble {message}   for the reader
 */
import { loadImages } from "./image_file.js";
import { Training } from "./training.js";

const OFTEN = 100; // ms between two reports

let data;
let training;
let run = 0; // how often it has started
let turn = 0; // of what is being done; a new one ends the one under way
let losses = [];
let accuracies = [];

const say = (said, what) => postMessage({ said, run, batches: training?.batches, epoch: training?.epoch, ...what });

const ACTIONS = {
  async load({ address, size }) {
    const mine = turn;
    const loaded = await loadImages(address, size, (share) => say("loading", { share }));
    if (mine !== turn) return;
    data = loaded;
    training = undefined;
    const { classes, curve, test } = data;
    say("loaded", { address, classes, curve, test });
  },
  start({ stack, settings, seed }) {
    run++;
    [losses, accuracies] = [[], []];
    training = new Training(stack, settings, seed, data.train);
  },
  resume: () => train(),
  pause: () => report(),
  batch: () => say("followed", { probe: training.probe() }),
  evaluate: () => say("evaluated", { ...training.evaluate(data.test), layers: training.layers }),
};

addEventListener("message", async ({ data: message }) => {
  if (message.do !== "evaluate") turn++;
  try {
    await ACTIONS[message.do](message);
  } catch (error) {
    say("trouble", { message: error.message });
  }
});

async function train() {
  const mine = turn;
  let reported = performance.now();
  while (mine === turn) {
    const { loss, accuracy } = training.step();
    losses.push(loss);
    accuracies.push(accuracy);
    if (!Number.isFinite(loss)) {
      report();
      say("diverged");
      return;
    }
    if (performance.now() - reported >= OFTEN) {
      report();
      reported = performance.now();
    }
    await messages();
  }
}

function report() {
  say("progress", { losses, accuracies });
  [losses, accuracies] = [[], []];
}

// Messages come in order: what the page has said meanwhile is heard before this one. A timer would wait 4 ms.
const { port1, port2 } = new MessageChannel();
const messages = () => new Promise((heard) => {
  port1.onmessage = heard;
  port2.postMessage(undefined);
});
