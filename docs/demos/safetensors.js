/** Reads a safetensors file that the build exported (snippets/model_file.py, snippets/image_file.py). */

/**
 * @param what the file holds, for the messages: 모델, 이미지
 * @param size of the file in bytes, for the progress
 * @param progress called with the share (0–1) that has arrived
 * @param read called with what the build says of the arrays, and with array(name) → {shape, values}: bytes, or
 *   numbers of 16 bits, of floats too
 * @returns what `read` gives
 * @throws Error with a message for the reader; also where `read` finds the file damaged
 */
export async function load(what, address, size, progress, read) {
  // A file kept from an earlier visit is asked about: the site may have been built anew.
  const response = await fetch(address, { cache: "no-cache" }).catch(() => {
    throw new Error(`${what} 파일을 받지 못했다. 인터넷 연결을 확인한다.`);
  });
  if (!response.ok) throw new Error(`${what} 파일을 찾지 못했다(${response.status}). 페이지를 새로 고친다.`);
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
    throw new Error(`${what} 파일을 받다가 연결이 끊겼다. 인터넷 연결을 확인하고 다시 받는다.`);
  }
  try {
    return read(...(await opened(await new Blob(chunks).arrayBuffer())));
  } catch {
    throw new Error(`받은 ${what} 파일이 손상되었다. 다시 받는다.`);
  }
}

/** Eight bytes with the length of the header, the header (JSON), the arrays' bytes. */
async function opened(file) {
  const start = 8 + Number(new DataView(file).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, start - 8)));
  const { sha256, ...about } = JSON.parse(header.__metadata__.model);
  // Browsers compute hashes only on safe connections; elsewhere a damaged file goes unnoticed.
  if (crypto.subtle && sha256 !== (await hash(file.slice(start)))) throw new Error("checksum");
  const array = (name) => {
    const { dtype, shape, data_offsets: [from, to] } = header[name];
    return { shape, values: new (dtype === "U8" ? Uint8Array : Uint16Array)(file.slice(start + from, start + to)) };
  };
  return [about, array];
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
