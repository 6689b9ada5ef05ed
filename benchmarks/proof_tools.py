"""The programs that open what is published, each with a short script: a line for each warning, and at last what was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """A program and a file below ``data/``; ``kind`` says where it is: ``ours`` (our environment), ``venv``, ``node`` or ``command`` (Debian).

    The script finds the file's path in its first argument and that of ``schema``, a file of others, in its second.
    """

    name: str
    package: str
    kind: str
    file: str
    script: str
    schema: str = ""
    also: tuple[str, ...] = ()


HOW_TO_READ = """\
# Opened by

Which programs open what is published, and what they say. Made by `python -m benchmarks.proof FOLDER > benchmarks/opened-by.md`, which runs each program; nothing
here is written by hand. `FOLDER/schemas` holds what others publish and do not package: `TBXcoreStructV03.rng`
(github.com/LTAC-Global/TBX_Core_RNG), `TBX-Basic_DCT.sch` (LTAC-Global/TBX-Basic_dialect), `skohub.shacl.ttl` and `skos.shacl.ttl`
(skohub-io/shapes), `dcat-ap-shapes.ttl` (SEMICeu/DCAT-AP, `releases/3.0.1/html/shacl/shapes.ttl`), `vocpub-4.7.ttl` and `vocpub-5.2.ttl` (nfdi4cat/voc4cat-tool).

`fr.xlf` is what `csea-terms worklist fr -o fr.xlf` writes; all others are below `data/`. *opens*: read whole, without a warning. *warns*: read, with what the program says. *fails*: not read, or not valid by those shapes.

Not in this table: Skosmos, which needs PHP packages from a registry that the machines of this project do not reach; OpenRefine itself, whose protocol
`tests/test_reconciliation.py` tests; Vale, for which we have no table but packages, tested by `tests/test_word_lists.py`; VocPub’s own validator
and SkoHub’s site, whose shapes are run here by pySHACL instead.

| program | version | file | outcome | what it says |
| --- | --- | --- | --- | --- |
"""

_RDFLIB = "import sys, rdflib; g = rdflib.Graph(); g.parse(sys.argv[1]); print(f'{len(g):,} triples')"
_OXIGRAPH = "import sys, pyoxigraph as ox; s = ox.Store(); s.bulk_load(path=sys.argv[1]); print(f'{len(s):,} triples')"
_SHAPES = """
import collections, sys, rdflib, pyshacl
SH = rdflib.Namespace('http://www.w3.org/ns/shacl#')
g, shapes = rdflib.Graph().parse(sys.argv[1]), rdflib.Graph().parse(sys.argv[2])
_, report, _ = pyshacl.validate(g, shacl_graph=shapes, inference='none')
found = collections.Counter()
for one in report.subjects(rdflib.RDF.type, SH.ValidationResult):
    said = report.value(one, SH.resultMessage) or report.value(one, SH.sourceConstraintComponent)
    found[str(report.value(one, SH.resultSeverity)).split('#')[1], ' '.join(str(said).split())[:110]] += 1
for (severity, said), count in found.most_common(3):
    print(f'{count} × {severity}: {said}')
broken = sum(count for (severity, _), count in found.items() if severity == 'Violation')
if broken:
    print('; '.join(f'{count} × {said}' for (severity, said), count in found.most_common(3) if severity == 'Violation'), file=sys.stderr)
    sys.exit(1)
print(f'conforms: {len(g):,} triples')
"""
_SKOSIFY = """
import logging, sys, warnings, skosify
warnings.simplefilter('ignore')
said = []
class Kept(logging.Handler):
    def emit(self, record): said.append(record.getMessage())
logging.getLogger().handlers = [Kept(logging.WARNING)]
result = skosify.skosify(sys.argv[1])
print(*[f'{len(said)} warnings, the first: {said[0][:150]}'] if said else [], f'{len(result):,} triples after it', sep='\\n' if said else '')
"""
_SKOSPROVIDER = """
import sys, rdflib
from skosprovider_rdf.providers import RDFProvider
p = RDFProvider({'id': 'csea-terms'}, rdflib.Graph().parse(sys.argv[1]))
print(f'{len(p.get_all()):,} concepts of {p.concept_scheme.uri}')
"""
_ANNIF = """
import sys, annif.corpus
from annif.vocab.skos import VocabFileSKOS
v = VocabFileSKOS(sys.argv[1])
print(f'{sum(1 for _ in v.subjects):,} subjects in {len(v.languages)} languages')
"""
_PYLD = """
import json, sys
from pyld import jsonld
d = json.load(open(sys.argv[1]))
quads = jsonld.to_rdf(d)
print(f"{sum(map(len, quads.values())):,} triples")
"""
_SSSOM = """
import sys, warnings
warnings.simplefilter('ignore')
from sssom.parsers import parse_sssom_table
from sssom.validators import validate
m = parse_sssom_table(sys.argv[1]); validate(m)
print(f'{len(m.df):,} mappings')
"""
_FRICTIONLESS = """
import sys
from frictionless import Package, system
with system.use_context(trusted=True):
    report = Package(sys.argv[1]).validate()
assert report.valid, report.flatten(['message'])[:2]
print(f'{len(report.tasks)} tables')
"""
_CSVW = """
import sys, warnings
from csvw import CSVW
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter('always')
    t = CSVW(sys.argv[1], validate=True)
    assert t.is_valid, t.warnings
print(*(f'warning: {one.message}' for one in said[:2]), f'{sum(1 for one in t.tables for _ in one):,} rows', sep='\\n' if said else '')
"""
_JSKOS = """
const { validate } = require('jskos-validate'), lines = require('fs').readFileSync(process.argv[1], 'utf8').trim().split('\\n').map(JSON.parse);
const kind = { concepts: 'concept', mappings: 'mapping', schemes: 'scheme', concordances: 'concordance' }[require('path').basename(process.argv[1], '.ndjson')];
for (const one of lines) if (!validate[kind](one)) { console.error(one.uri, validate[kind].errorMessages); process.exit(1); }
console.log(lines.length.toLocaleString('en') + ' records');
"""
_TAXONOMY = """
import json, sys
from importlib.resources import files
import jsonschema
from pytaxonomies import Taxonomy
d = json.load(open(sys.argv[1]))
jsonschema.validate(d, json.loads((files('pytaxonomies') / 'data/misp-taxonomies/schema.json').read_text()))
print(f'{len(Taxonomy(d).machinetags()):,} tags')
"""
_GALAXY = """
import json, sys
from pymispgalaxies import Clusters
d = json.load(open(sys.argv[1]))
c = Clusters([d])
print(f'{sum(len(one) for one in c.values()):,} values')
"""
_SCHEMATRON = """
import sys
from pathlib import Path
from pyschematron import validate_document
result = validate_document(Path(sys.argv[1]), Path(sys.argv[2]))
assert result.is_valid(), 'not valid'
print('valid')
"""
_PANDAS = "import sys, pandas as p; d = p.read_{0}(sys.argv[1]); print(f'{{len(d):,}} rows, {{len(d.columns)}} columns')"
_DUCKDB = "import sys, duckdb; print('{:,} rows'.format(duckdb.sql(f\"SELECT count(*) FROM read_csv('{sys.argv[1]}')\").fetchone()[0]))"
_XLIFF = """
import subprocess, sys
from pathlib import Path
from tempfile import mkdtemp
from translate.storage.xliff2 import Xliff2File
path = Path(mkdtemp()) / 'fr.xlf'
subprocess.run([sys.executable, '-m', 'csea_terms', '--quiet', '--root', Path(sys.argv[1]).parents[2], 'worklist', 'fr', '-o', path], check=True)
print(f'{len(Xliff2File.parsefile(str(path)).units):,} units')
"""
_RAPPER = 'rapper --quiet --count --input turtle "$1" 2>&1; rapper --count --input turtle "$1" 2>&1 | tail -1'
_LIBREOFFICE = (
    'out=$(mktemp -d); soffice --headless -env:UserInstallation=file://$out/me --convert-to csv --outdir $out "$1" >/dev/null 2>&1;'
    ' echo "$(cat $out/*.csv | wc -l) lines of its first sheet"'
)

TOOLS = (
    *(Tool("rdflib", "rdflib", "ours", f"{name}.{ending}", _RDFLIB) for name in ("csea-terms", "csea-terms-all") for ending in ("ttl", "rdf", "jsonld")),
    *(Tool("pyoxigraph", "pyoxigraph", "ours", f"{name}.{ending}", _OXIGRAPH) for name in ("csea-terms", "csea-terms-all") for ending in ("ttl", "rdf")),
    *(Tool("rapper", "raptor2-utils", "command", f"{name}.ttl", _RAPPER) for name in ("csea-terms", "csea-terms-all")),
    Tool("PyLD", "pyld", "venv", "csea-terms.jsonld", _PYLD),
    Tool("Skosify", "skosify", "venv", "csea-terms.ttl", _SKOSIFY),
    Tool("skosprovider_rdf", "skosprovider_rdf", "venv", "csea-terms.ttl", _SKOSPROVIDER),
    Tool("Annif", "annif", "venv", "csea-terms.ttl", _ANNIF),
    *(Tool("pySHACL, SkoHub’s shapes", "pyshacl", "ours", "csea-terms.ttl", _SHAPES, name) for name in ("skohub.shacl.ttl", "skos.shacl.ttl")),
    Tool("pySHACL, VocPub 4.7", "pyshacl", "ours", "csea-terms.ttl", _SHAPES, "vocpub-4.7.ttl"),
    Tool("pySHACL, VocPub 5.2", "pyshacl", "ours", "csea-terms.ttl", _SHAPES, "vocpub-5.2.ttl"),
    Tool("pySHACL, DCAT-AP 3.0.1", "pyshacl", "ours", "dataset.ttl", _SHAPES, "dcat-ap-shapes.ttl"),
    Tool("sssom-py", "sssom", "ours", "crosswalks/iccs-2015.sssom.tsv", _SSSOM),
    Tool("sssom-py", "sssom", "ours", "crosswalks/all.sssom.tsv", _SSSOM),
    Tool("frictionless", "frictionless", "ours", "datapackage.json", _FRICTIONLESS),
    *(Tool("csvw", "csvw", "ours", f"{name}.csv-metadata.json", _CSVW) for name in ("terms", "crosswalks/all")),
    *(Tool("jskos-validate", "jskos-validate", "node", f"jskos/{name}.ndjson", _JSKOS) for name in ("concepts", "mappings", "schemes", "concordances")),
    Tool("pytaxonomies, MISP’s schema", "pytaxonomies", "ours", "misp/taxonomies/csea-terms/machinetag.json", _TAXONOMY),
    Tool("pymispgalaxies", "pymispgalaxies", "venv", "misp/clusters/csea-terms.json", _GALAXY),
    Tool("jing, TBX core RNG", "jing", "command", "tbx/csea-terms.tbx", 'jing "$2" "$1" && echo valid', "TBXcoreStructV03.rng"),
    Tool("pyschematron, TBX-Basic", "pyschematron", "venv", "tbx/en-fr.tbx", _SCHEMATRON, "TBX-Basic_DCT.sch"),
    Tool("translate-toolkit, XLIFF 2", "translate-toolkit", "ours", "fr.xlf", _XLIFF),
    Tool("pandas", "pandas", "venv", "terms.csv", _PANDAS.format("csv"), also=("openpyxl",)),
    Tool("pandas", "pandas", "venv", "terms.xlsx", _PANDAS.format("excel"), also=("openpyxl",)),
    *(Tool("DuckDB", "duckdb", "ours", name, _DUCKDB) for name in ("terms.csv", "crosswalks/all.csv", "reconciliation.csv")),
    *(Tool("LibreOffice", "libreoffice-calc-nogui", "command", name, _LIBREOFFICE) for name in ("terms.xlsx", "crosswalks/all.xlsx", "terms.csv")),
)
