/* The picture of a chart: its finding, what it shows, the drawing and where it is from, as SVG, as PNG and as code to embed.
   Nothing in it asks the network; invented figures keep their strip, which is part of the drawing. */
window.chartPicture = (() => {
  const EDGE = 24, FAMILY = "'Noto Sans', 'Segoe UI', Roboto, sans-serif";
  const pen = document.createElement("canvas").getContext("2d");
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const address = (figure) => location.origin + location.pathname + "#" + figure.id;

  /* Lines of a text that fit into the width. */
  const lines = (text, font, width) => {
    pen.font = font;
    return text.trim().split(/\s+/).reduce((found, word) => {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer; else found.push(word);
      return found;
    }, []);
  };

  const compose = (figure, words) => {
    const drawing = figure.querySelector(".wide .drawing"), wide = Number(drawing.getAttribute("width")), high = Number(drawing.getAttribute("height"));
    const [finding, ...shown] = figure.querySelector("figcaption").childNodes;
    let y = EDGE;
    const paragraph = (text, size, weight) => lines(text, `${weight} ${size}px ${FAMILY}`, wide).map((line) =>
      `<text x="${EDGE}" y="${Math.round((y += size * 1.35) - size * .35)}" font-size="${size}" font-weight="${weight}">${escaped(line)}</text>`).join("");
    const head = paragraph(finding.textContent, 19, 600) + paragraph(shown.map((part) => part.textContent).join(" "), 14, 400);
    const top = y += 8;
    y += high + 8;
    const foot = paragraph(`${words.source}: ${document.querySelector("meta[property='og:site_name']").content}. ${address(figure)}`, 13, 400);
    const width = wide + 2 * EDGE, height = Math.round(y + EDGE);
    return { width, height, svg:
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(finding.textContent.trim())}" lang="${document.documentElement.lang}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
      + ` font-family="${FAMILY}" color="#14222a" fill="#14222a" style="--ground:#fff;paint-order:stroke"><path fill="#fff" d="M0 0h${width}v${height}H0z"/>${head}${foot}`
      + `<g transform="translate(${EDGE} ${Math.round(top)})">${new XMLSerializer().serializeToString(drawing)}</g></svg>` };
  };

  const save = (blob, figure, ending) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${document.body.dataset.page.replaceAll("/", "-")}-${figure.id.slice(6)}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const png = async (figure, words) => {
    const { svg, width, height } = compose(figure, words), image = new Image(), canvas = document.createElement("canvas");
    image.src = "data:image/svg+xml," + encodeURIComponent(svg);
    await image.decode();
    Object.assign(canvas, { width: 2 * width, height: 2 * height }).getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
    save(await new Promise((done) => canvas.toBlob(done)), figure, "png");
  };
  const copy = (text, words) => navigator.clipboard.writeText(text).then(() => words.copied);
  return {
    svg: (figure, words) => save(new Blob([compose(figure, words).svg], { type: "image/svg+xml" }), figure, "svg"),
    png,
    link: (figure, words) => copy(address(figure), words),
    embed: (figure, words) => copy(`<figure>${compose(figure, words).svg}<figcaption><a href="${escaped(address(figure))}">${escaped(figure.querySelector("figcaption strong").textContent)}</a></figcaption></figure>`, words),
  };
})();
