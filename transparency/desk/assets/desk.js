// The desk works without this script; it adds checks while typing, dropping of files, pasting of tables and the preview beside the form.
"use strict";

const form = document.getElementById("record");

function listItems(texts) {
  return texts.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
}

function showFindings(found) {
  form.querySelectorAll("[data-field] .findings").forEach((one) => one.remove());
  const box = document.getElementById("findings");
  box.replaceChildren();
  for (const [name, text, level] of found) {
    const place = nearest(name);
    const list = Object.assign(document.createElement("ul"), { className: level === "notice" ? "findings notice" : "findings" });
    list.append(...listItems([text]));
    (place || box).append(list);
    for (let around = place; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
  }
  const count = found.filter(([, , level]) => level !== "notice").length;
  const near = document.getElementById("to-mend");
  near.hidden = !count;
  near.lastElementChild.textContent = count;
}

function nearest(name) {
  for (; name; name = name.split(".").slice(0, -1).join(".")) {
    const place = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (place) return place;
  }
  return null;
}

let asked = 0;
async function check() {
  const mine = ++asked;
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  const list = document.getElementById("change-list");
  list.ariaBusy = "true";
  const answer = await fetch(form.dataset.check, { method: "POST", body: data });
  if (mine !== asked) return;
  const said = await answer.json();
  list.ariaBusy = "false";
  showFindings(said.findings);
  list.replaceChildren(...listItems(said.changes.length ? said.changes : [list.dataset.none]));
  form.dataset.checked = String(mine);
}

if (form) {
  let waiting;
  // what was typed is not lost without a question
  const unchanged = document.getElementById("change-list");
  let dirty = unchanged.textContent.trim() !== unchanged.dataset.none;
  form.addEventListener("submit", (event) => { dirty = event.submitter?.value.startsWith("preview:") && dirty; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  form.addEventListener("input", (event) => {
    dirty = true;
    if (event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = setTimeout(check, 700);
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const preview = document.getElementById("preview");
    if (button && button.value.startsWith("preview:")) preview.hidden = false;
  });
  // a chosen file is prepared at once, so that the editor sees what was done with it
  form.addEventListener("change", (event) => {
    if (event.target.type === "file" && event.target.files.length) form.requestSubmit(form.querySelector('[value="check"]'));
  });
  // rows copied from a spreadsheet fill the inputs that follow, a column for each language
  form.addEventListener("paste", (event) => {
    const cells = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/[\t\n]/);
    const inputs = [...form.querySelectorAll("input:not([type=hidden]):not([type=file]):not([type=checkbox]), textarea:not([hidden])")];
    const first = inputs.indexOf(event.target);
    if (cells.length < 2 || first < 0 || event.target.tagName === "TEXTAREA") return;
    event.preventDefault();
    cells.forEach((cell, i) => { if (inputs[first + i]) inputs[first + i].value = cell.trim(); });
    check();
  });
}

// rows and columns copied from a spreadsheet fill the grid from the cell that has the focus; missing rows are added
for (const grid of document.querySelectorAll("[data-grid]")) {
  const body = grid.tBodies[0];
  const cell = (row, column) => {
    while (body.rows.length <= row) {
      const fresh = body.rows[0].cloneNode(true);
      for (const [at, input] of fresh.querySelectorAll("input").entries()) {
        input.name = `cell.${body.rows.length}.${at}`;
        input.value = "";
        input.ariaLabel = input.ariaLabel.replace(/\d+$/, body.rows.length + 1);
      }
      body.append(fresh);
    }
    return body.rows[row].cells[column]?.firstElementChild;
  };
  grid.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    const place = event.target.closest("td");
    if (!place || (lines.length < 2 && lines[0].length < 2)) return;
    event.preventDefault();
    lines.forEach((cells, down) => cells.forEach((text, right) => {
      const input = cell(place.parentElement.sectionRowIndex + down, place.cellIndex + right);
      if (input) input.value = text.trim();
    }));
  });
}

for (const place of document.querySelectorAll(".drop")) {
  const input = place.querySelector("input[type=file]");
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
// a file may be dropped anywhere: into the only field for files, else the desk says what it is; it never replaces the page
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => {
  const aimed = event.target.closest?.(".drop");
  event.preventDefault();
  if (aimed || !event.dataTransfer.files.length) return;
  const zones = document.querySelectorAll(".drop input[type=file]");
  if (zones.length > 1) { zones[0].closest("details").open = true; zones[0].focus(); return; }
  const input = zones[0] || document.querySelector("#anywhere input");
  if (!input) return;
  input.files = event.dataTransfer.files;
  if (input.form === form) input.dispatchEvent(new Event("change", { bubbles: true }));
  else input.form.requestSubmit();
});

for (const search of document.querySelectorAll("[data-filter]")) {
  search.addEventListener("input", () => {
    const wanted = search.value.toLocaleLowerCase();
    for (const row of document.getElementById(search.dataset.filter).children) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
  });
}
