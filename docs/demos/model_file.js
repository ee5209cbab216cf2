/** Reads a trained model from the safetensors file that the build exported (snippets/model_file.py). */

/**
 * @param size of the file in bytes, for the progress
 * @param progress called with the share (0–1) that has arrived
 * @returns {name, classes, layers, images, labels}: layers as `network.js` takes them
 * @throws Error with a message for the reader
 */
export async function load(address, size, progress) {
  // A file kept from an earlier visit is asked about: the site may have been trained anew.
  const response = await fetch(address, { cache: "no-cache" }).catch(() => {
    throw new Error("모델 파일을 받지 못했다. 인터넷 연결을 확인한다.");
  });
  if (!response.ok) throw new Error(`모델 파일을 찾지 못했다(${response.status}). 페이지를 새로 고친다.`);
  const chunks = [];
  let arrived = 0;
  try {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.push(part.value);
      arrived += part.value.length;
      progress(Math.min(arrived / size, 1));
    }
  } catch {
    throw new Error("모델 파일을 받다가 연결이 끊겼다. 인터넷 연결을 확인하고 다시 받는다.");
  }
  try {
    return await read(await new Blob(chunks).arrayBuffer());
  } catch {
    throw new Error("받은 모델 파일이 손상되었다. 다시 받는다.");
  }
}

/** Eight bytes with the length of the header, the header (JSON), the arrays' bytes. */
async function read(file) {
  const start = 8 + Number(new DataView(file).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, start - 8)));
  const { sha256, layers, ...about } = JSON.parse(header.__metadata__.model);
  // Browsers compute hashes only on safe connections; elsewhere a damaged file goes unnoticed.
  if (crypto.subtle && sha256 !== (await hash(file.slice(start)))) throw new Error("checksum");
  const array = (name) => {
    const { dtype, shape, data_offsets: [from, to] } = header[name];
    const bytes = file.slice(start + from, start + to);
    return { shape, values: dtype === "F16" ? Float32Array.from(new Uint16Array(bytes), half) : new Uint8Array(bytes) };
  };
  const labels = [...array("labels").values];
  const { shape: [, height, width], values } = array("images");
  const size = height * width;
  return {
    ...about,
    layers: layers.map((layer) =>
      `${layer.name}.kernel` in header
        ? { ...layer, kernel: array(`${layer.name}.kernel`), bias: array(`${layer.name}.bias`) }
        : layer,
    ),
    labels,
    images: labels.map((_, i) => ({
      shape: [height, width, 1],
      values: Float32Array.from(values.subarray(i * size, (i + 1) * size), (value) => value / 255),
    })),
  };
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The number that 16 bits say: one sign, five exponent, ten fraction. */
function half(bits) {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  return exponent ? sign * (1 + fraction / 1024) * 2 ** (exponent - 15) : sign * fraction * 2 ** -24;
}
