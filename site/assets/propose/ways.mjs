// The ways on which a proposal leaves the page, each an address that the reader opens or not: an issue form, a file and a mail, all filled in.

/** How long an address may be that code hosts and mail programs still take, in bytes. */
export const LONGEST = { host: 7500, mail: 1900 };

/** The issue forms (.github/ISSUE_TEMPLATE/): file, beginning of the title, and the label of each field by its identifier. */
export const FORMS = {
  term: ["1-term.yml", "New term: ", {
    name: "Name", definition: "Definition", plain: "In plain words", broader: "Nearest wider term", neighbours: "What is it often confused with?",
    sources: "Published texts that have it",
  }],
  wording: ["2-wording.yml", "Better wording: ", {
    term: "Term", language: "Language", now: "What it says now", better: "What it should say", why: "Why", sources: "Published texts that say it so",
  }],
  translation: ["3-translation.yml", "Translation: ", {
    term: "Term", language: "Language", name: "Name in that language", definition: "Definition in that language", plain: "In plain words in that language",
    found: "Where you found the name in print",
  }],
  avoid: ["4-word-to-avoid.yml", "Word to avoid: ", {
    term: "Term", language: "Language", word: "The word", reason: "Why to avoid it", instead: "What to say instead", keep: "Where it may stay",
    sources: "Published texts that have it",
  }],
  mapping: ["5-mapping.yml", "Mapping: ", {
    term: "Term", scheme: "Scheme and code", relation: "How do they relate?", confidence: "How sure are you?", why: "Why",
  }],
  mistake: ["6-mistake.yml", "Mistake: ", { where: "Where", what: "What is wrong" }],
};

/** The relations of the form for mappings: predicate and modifier of the row by what the form says. */
export const RELATIONS = {
  exact: ["They mean the same cases", ["exactMatch", ""]],
  close: ["They mean nearly the same cases", ["closeMatch", ""]],
  broad: ["Every case of the term is a case of the code, not the reverse", ["broadMatch", ""]],
  narrow: ["Every case of the code is a case of the term, not the reverse", ["narrowMatch", ""]],
  related: ["They are connected, but neither holds the other", ["relatedMatch", ""]],
  not: ["They look alike and are not the same", ["exactMatch", "Not"]],
  gap: ["The scheme has no code for it", ["exactMatch", ""]],
};

/** Return the address of an issue form with its fields filled in, empty where that is too long (GitHub Docs, "Creating an issue from a URL query"). */
export function formAddress(repository, kind, about, fields) {
  const [template, title] = FORMS[kind];
  return within(LONGEST.host, `${repository}/issues/new?${query({ template, title: title + about, ...fields })}`);
}

/** Return the address of an issue form with nothing filled in. */
export function emptyForm(repository, kind) {
  return `${repository}/issues/new?${query({ template: FORMS[kind][0] })}`;
}

/** Return the address at which the code host offers a new file with its text, empty where that is too long. */
export function newFileAddress(repository, path, text) {
  return within(LONGEST.host, `${repository}/new/main?${query({ filename: path, value: text })}`);
}

/** Return the address at which the code host opens a file to be changed. */
export function editAddress(repository, path) {
  return `${repository}/edit/main/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** Return a proposal as the form would say it, so that whoever gets it by mail can put it into one. */
export function letter(kind, fields) {
  const labels = FORMS[kind][2];
  return Object.entries(fields).filter(([, text]) => text).map(([id, text]) => `### ${labels[id]}\n\n${text}\n`).join("\n");
}

/** Return an address that opens a mail without a recipient (RFC 6068), empty where that is too long. */
export function mailAddress(kind, about, text) {
  return within(LONGEST.mail, `mailto:?${query({ subject: FORMS[kind][1] + about, body: text.replaceAll("\n", "\r\n") })}`);
}

function query(values) {
  return Object.entries(values).filter(([, text]) => text).map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join("&");
}

// Everything outside ASCII is percent-encoded, so that letters are bytes.
function within(longest, address) {
  return address.length <= longest ? address : "";
}
