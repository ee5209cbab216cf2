/**
 * Trains apart from the page, which stays alive. A page says {do, …}:
 *   data {train, test}   before all else; each {images, labels} as `Training` takes them
 *   start {stack, settings, seed}   a new network, which trains until there is something else to do
 *   resume, pause
 *   batch   learns one more batch, and pauses
 *   reset   the network as it was at the start, and pauses
 *   evaluate   on the images of `test`
 *   layers   as `run` of network.js takes them
 * and hears {said, …}:
 *   progress {batches, epoch, losses, accuracies}   of the batches since the last time
 *   evaluated {batches, epoch, loss, accuracy, predictions}
 *   layers {batches, epoch, layers}
 *   trouble {message}   for the reader
 */
import { Training } from "./training.js";

const OFTEN = 100; // ms between two reports

let data;
let begun; // {stack, settings, seed}
let training;
let turn = 0; // of training; a new one ends the one under way
let losses = [];
let accuracies = [];

const say = (said, what) => postMessage({ said, batches: training?.batches, epoch: training?.epoch, ...what });

const ACTIONS = {
  data: ({ train, test }) => {
    data = { train, test };
  },
  start: ({ stack, settings, seed }) => {
    begun = { stack, settings, seed };
    begin();
    return train();
  },
  resume: () => train(),
  pause: () => report(),
  batch: () => {
    learn();
    report();
  },
  reset: () => {
    begin();
    report();
  },
  evaluate: () => say("evaluated", training.evaluate(data.test)),
  layers: () => say("layers", { layers: training.layers }),
};
const ASIDE = ["evaluate", "layers"]; // what training goes on after

addEventListener("message", async ({ data: message }) => {
  if (!ASIDE.includes(message.do)) turn++;
  try {
    await ACTIONS[message.do](message);
  } catch (error) {
    say("trouble", { message: error.message });
  }
});

function begin() {
  [losses, accuracies] = [[], []];
  training = new Training(begun.stack, begun.settings, begun.seed, data.train);
}

async function train() {
  const mine = turn;
  let reported = performance.now();
  while (mine === turn) {
    learn();
    if (performance.now() - reported >= OFTEN) {
      report();
      reported = performance.now();
    }
    await messages();
  }
}

function learn() {
  const { loss, accuracy } = training.step();
  losses.push(loss);
  accuracies.push(accuracy);
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
