/** The home page: how many exercises of each page a reader has solved in this browser. */

import { clear, count } from "./done.js";

const cards = [...document.querySelectorAll("[data-exercises]")].map((facts) => ({
  page: facts.dataset.page,
  names: facts.dataset.exercises.split(" "),
  shown: facts.appendChild(document.createElement("span")),
}));
const place = document.querySelector(".solved");
const forget = Object.assign(document.createElement("button"), { type: "button", className: "md-button", textContent: "기록 지우기" });
const said = Object.assign(document.createElement("span"), { role: "status" });

function show() {
  let solved = 0;
  let all = 0;
  for (const { page, names, shown } of cards) {
    const number = count(page, names);
    shown.textContent = number ? ` · 연습 ${number}/${names.length}` : "";
    solved += number;
    all += names.length;
  }
  said.textContent = `연습 문제 ${all}개 가운데 ${solved}개를 풀었다. 기록은 이 브라우저에만 있다. `;
  place.replaceChildren(said, ...(solved ? [forget] : []));
}

forget.addEventListener("click", () => {
  clear();
  show();
  said.focus();
});
said.tabIndex = -1;
show();
addEventListener("pageshow", show); // back from a page, out of the browser's memory
