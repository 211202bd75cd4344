const PADDING = 16;
const LINE = 20;

interface Named {
  title: string;
  series: readonly { name: string; colour: string }[];
}

/** The chart within an element as a PNG, with its title and legend; null where none is drawn. */
export async function pictureOf(host: HTMLElement, named: Named): Promise<Blob | null> {
  const source = host.querySelector("canvas") ?? (await rasterOf(host.querySelector("svg[role]")));
  if (source === null) {
    return null;
  }
  const ratio = window.devicePixelRatio;
  const width = source.width / ratio + 2 * PADDING;
  const legend = named.series.length > 1 ? LINE : 0;
  const height = source.height / ratio + 2 * PADDING + LINE + legend;
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d");
  if (context === null) {
    return null;
  }
  const style = getComputedStyle(host);
  context.scale(ratio, ratio);
  context.fillStyle = backgroundOf(host);
  context.fillRect(0, 0, width, height);
  context.fillStyle = style.color;
  context.font = "600 13px system-ui, sans-serif";
  context.fillText(named.title, PADDING, PADDING + 10);
  context.drawImage(source, PADDING, PADDING + LINE, source.width / ratio, source.height / ratio);
  context.font = "12px system-ui, sans-serif";
  let x = PADDING;
  for (const { name, colour } of legend === 0 ? [] : named.series) {
    context.fillStyle = colour;
    context.fillRect(x, height - PADDING - 9, 10, 10);
    context.fillStyle = style.color;
    context.fillText(name, x + 16, height - PADDING);
    x += 36 + context.measureText(name).width;
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Hands a file to the browser's downloads. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function rasterOf(svg: SVGElement | null): Promise<HTMLCanvasElement | null> {
  if (svg === null) {
    return null;
  }
  const ratio = window.devicePixelRatio;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = svg.clientWidth * ratio;
  canvas.height = svg.clientHeight * ratio;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The SVG with the looks that its style sheet gives it written into it. */
function standalone(svg: SVGElement): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGElement)) {
    return "";
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const originals = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, i) => {
    const original = originals[i];
    if (original !== undefined) {
      const { fill, stroke, fontSize, fontFamily, textAnchor } = getComputedStyle(original);
      element.setAttribute("fill", fill);
      element.setAttribute("stroke", stroke);
      element.setAttribute("font-size", fontSize);
      element.setAttribute("font-family", fontFamily);
      element.setAttribute("text-anchor", textAnchor);
    }
  });
  return new XMLSerializer().serializeToString(copy);
}

function backgroundOf(element: HTMLElement): string {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") {
      return colour;
    }
  }
  return "#ffffff";
}
