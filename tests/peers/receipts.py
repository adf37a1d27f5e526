#!/usr/bin/env python3
"""A day of receipts as one PDF, by the till and by reportlab, fpdf2 and typst, in one run on one machine.

    python3 tests/peers/receipts.py [--receipts 1000] [--rounds 5] [--zinetill target/release/zinetill]

What is measured is from the records to the file: the till reads its own database, each peer reads the same records from a
JSON file and is given them already parsed and already wrapped into lines, so that it only places text. Every peer embeds
Courier Prime, subset, and writes one page of 80 mm for each receipt. Each has its fastest setting: reportlab compresses pages
(its C accelerator where it is there), fpdf2 shapes nothing and sets no metadata beyond what it must, typst compiles one
document through its own Python module, without a process for each receipt. The texts of all outputs, read by pdftotext,
are compared before anything is timed.

The peers come from the package index, into a virtual environment in a temporary folder.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ["reportlab", "fpdf2", "typst"]


def run(words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)
    if done.returncode:
        sys.exit(f"{words[0]} failed:\n{done.stderr}")
    return done.stdout


def make_till(zinetill, folder, receipts):
    """A till with so many sales of one day, made through a paper sheet, which records many at once."""
    till = [zinetill, "--data", folder]
    run(till + ["new", "--shop", "Stigmergy Distro"])
    run(till + ["set", "tagline=zines, pamphlets, seeds"])
    run(till + ["set", "footer=Copy it. Pass it on."])
    titles = [
        ("converge", "Converge and Overtake!", "1st $1.00, rest $0.75 each"),
        ("fold", "Fold, Staple, Riot", "$2.00 each"),
        ("rights", "Know Your Rights (pocket)", "free"),
        ("garden", "Über Gärten", "any 3 for $5.00, else $2.00 each"),
    ]
    for sku, title, price in titles:
        run(till + ["catalog", "add", sku, "--title", title, "--price", price])
    # A session on a day that is over, so that every sale counts on it.
    day = "2026-11-21"
    baskets = [["converge*3", "rights"], ["fold"], ["garden*4", "converge"], ["fold*2", "rights*2", "converge*3"]]
    pays = ["10", "2", "8", "10"]
    for n in range(receipts):
        at = f"{day}T{10 + n * 7 // receipts:02d}:{n % 60:02d}:00+00:00"
        run(till + ["sell", *baskets[n % 4], "--pay", f"cash={pays[n % 4]}", "--at", at], env={"TZ": "UTC", "PATH": "/usr/bin:/bin"})
    return till, day


def lines_of(page):
    """What stands on each line of a receipt, as left and right halves."""
    lines = []
    for line in page.split("\n"):
        if line.strip():
            halves = re.split(r"\s{2,}", line.strip())
            lines.append([halves[0], " ".join(halves[1:])])
    return lines


def words_of(file):
    """Every word of a PDF, page by page, in any order: who sets a line sets it left to right or column by column."""
    pages = run(["pdftotext", "-layout", file, "-"]).split("\f")
    return [sorted(page.split()) for page in pages if page.strip()]


PEER = r'''
import json, statistics, sys, time
name, records, out, fonts, rounds = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])
receipts = json.load(open(records))
WIDTH, SIZE, LEAD, MARGIN = 226.77, 9.2, 11.8, 11.34

def by_reportlab():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    pdfmetrics.registerFont(TTFont("C", fonts + "/CourierPrime-Regular.ttf"))
    canvas = Canvas(out, pageCompression=1)
    for number, lines in receipts:
        height = len(lines) * LEAD + 2 * MARGIN
        canvas.setPageSize((WIDTH, height))
        canvas.setFont("C", SIZE)
        canvas.bookmarkPage(number)
        canvas.addOutlineEntry(number, number)
        y = height - MARGIN - SIZE
        for left, right in lines:
            canvas.drawString(MARGIN, y, left)
            if right:
                canvas.drawRightString(WIDTH - MARGIN, y, right)
            y -= LEAD
        canvas.showPage()
    canvas.save()

def by_fpdf2():
    from fpdf import FPDF
    pdf = FPDF(unit="pt")
    pdf.set_margin(0)
    pdf.set_auto_page_break(False)
    pdf.add_font("C", fname=fonts + "/CourierPrime-Regular.ttf")
    for number, lines in receipts:
        pdf.add_page(format=(WIDTH, len(lines) * LEAD + 2 * MARGIN))
        pdf.set_font("C", size=SIZE)
        pdf.start_section(number)
        y = MARGIN + SIZE
        for left, right in lines:
            pdf.text(MARGIN, y, left)
            if right:
                pdf.text(WIDTH - MARGIN - pdf.get_string_width(right), y, right)
            y += LEAD
    pdf.output(out)

SOURCE = """
#set text(font: "Courier Prime", size: 9.2pt, hyphenate: false)
#set par(leading: 2.6pt)
#for (number, lines) in json(bytes(sys.inputs.records)) {
  page(width: 226.77pt, height: auto, margin: 11.34pt, {
    place(hide(heading(number)))
    for (left, right) in lines { block(spacing: 2.6pt, width: 100%, [#left #h(1fr) #right]) }
  })
}
"""

def by_typst():
    import typst
    pdf = typst.compile(SOURCE.encode(), font_paths=[fonts], ignore_system_fonts=True, sys_inputs={"records": TEXT}, format="pdf")
    open(out, "wb").write(pdf)

TEXT = json.dumps(receipts)
work = {"reportlab": by_reportlab, "fpdf2": by_fpdf2, "typst": by_typst}[name]
work()
times = []
for _ in range(rounds):
    began = time.perf_counter()
    work()
    times.append(time.perf_counter() - began)
print(json.dumps(times))
'''


def main():
    asked = argparse.ArgumentParser(description="A day of receipts as one PDF, by the till and by others.")
    asked.add_argument("--receipts", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--zinetill", type=pathlib.Path, default=ROOT / "target" / "release" / "zinetill")
    asked.add_argument("--till", type=pathlib.Path, help="a folder to make the till in, or to take it from where it is made already")
    asked = asked.parse_args()
    zinetill = asked.zinetill.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        folder = asked.till or scratch / "till"
        till = [zinetill, "--data", folder]
        if not (folder / "till.db").exists():
            make_till(zinetill, folder, asked.receipts)
        own = scratch / "zinetill.pdf"
        export = till + ["receipt", "--search", "", "--paper", "80mm", "-o", own, "--force"]
        run(export)
        pages = [page for page in run(["pdftotext", "-layout", own, "-"]).split("\f") if page.strip()]
        records = scratch / "records.json"
        number = re.compile(r"Receipt (\S+)")
        records.write_text(json.dumps([[number.search(page)[1], lines_of(page)] for page in pages]))
        print(f"{len(pages)} receipts, {asked.rounds} rounds; the till's file has {own.stat().st_size:,} bytes")

        python = scratch / "peers" / "bin" / "python"
        venv.create(scratch / "peers", with_pip=True)
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS])
        script = scratch / "peer.py"
        script.write_text(PEER)
        fonts = scratch / "fonts"
        fonts.mkdir()
        (fonts / "CourierPrime-Regular.ttf").write_bytes((ROOT / "assets/fonts/CourierPrime-Regular.ttf").read_bytes())

        expected = words_of(own)
        results = {}
        for peer in PEERS:
            out = scratch / f"{peer}.pdf"
            times = json.loads(run([python, script, peer, records, out, fonts, asked.rounds]))
            got = words_of(out)
            if got != expected:
                wrong = next((n for n, (a, b) in enumerate(zip(got, expected)) if a != b), min(len(got), len(expected)))
                sys.exit(f"{peer} says something else on page {wrong + 1} of {len(expected)}; nothing was compared")
            results[peer] = (statistics.median(times), out.stat().st_size)

        # The till as a whole process: it starts, opens the database and reads the records as well.
        times = []
        for _ in range(asked.rounds):
            began = time.perf_counter()
            run(export)
            times.append(time.perf_counter() - began)
        ours = statistics.median(times)
        results["zinetill, a whole process"] = (ours, own.stat().st_size)
        each = scratch / "each"
        began = time.perf_counter()
        run(till + ["receipt", "--search", "", "--paper", "80mm", "-o", each, "--force"])
        whole = time.perf_counter() - began
        for name, (seconds, size) in sorted(results.items(), key=lambda item: item[1]):
            print(f"{name:28} {seconds:8.3f} s   {seconds / ours:6.2f} ×   {size:>10,} bytes")
        print(f"{'zinetill, a folder of files':28} {whole:8.3f} s   (a file each, every one synced)")
        slower = [name for name, (seconds, _) in results.items() if seconds < ours]
        if slower:
            sys.exit(f"faster than the till: {', '.join(slower)}")
        print("The texts are the same; the till is the fastest.")


if __name__ == "__main__":
    main()
