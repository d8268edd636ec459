const token =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<duration>(?:\d+(?:\.\d+)?(?:ns|us|ms|[smhdwy]))+)|(?<number>\d+(?:\.\d+)?)|(?<word>[a-zA-Z_]\w*)|(?<sign>\|[=~>]|![=~>]|=~|==|[<>]=|[{}()[\],|=<>+\-*/%^]))/y;

interface Token {
  readonly kind: "text" | "duration" | "number" | "word" | "sign" | "end";
  readonly text: string;
}

/** A query that Loki would refuse. */
export class LogqlError extends Error {}

function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  const end = query.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const at = token.lastIndex;
    const [found] = Object.entries(token.exec(query)?.groups ?? {}).filter(([, text]) => text !== undefined);
    if (found === undefined) throw new LogqlError(`${query.slice(0, at)} ⚠ ${query.slice(at)}`);
    tokens.push({ kind: found[0] as Token["kind"], text: found[1] });
  }
  return [...tokens, { kind: "end", text: "the end" }];
}

const overRange =
  /^(rate|rate_counter|bytes_rate|absent_over_time|(count|bytes|sum|avg|max|min|first|last|quantile|stdvar|stddev)_over_time)$/;
const overVector = /^(sum|avg|max|min|count|stddev|stdvar|topk|bottomk|sort|sort_desc|approx_topk)$/;
const binary = /^(\+|-|\*|\/|%|\^|==|!=|>|<|>=|<=|and|or|unless)$/;
const filter = /^(\|[=~>]|![=~>])$/;

/** Reads a query from left to right and notes the windows its ranges look back over. */
class LogqlReader {
  readonly windows: string[] = [];
  #at = 0;
  readonly #tokens: readonly Token[];

  constructor(query: string) {
    this.#tokens = tokensOf(query);
  }

  read(): void {
    this.#expression();
    this.#take("end");
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "the end" };
  }

  /** Goes over the next token, which has to be of this kind or be this sign or word. */
  #take(wanted: string): Token {
    const next = this.#next;
    if (next.kind !== wanted && next.text !== wanted)
      throw new LogqlError(`${next.text} stands where ${wanted} is expected`);
    this.#at += 1;
    return next;
  }

  #takeIf(text: string): boolean {
    const there = this.#next.kind !== "text" && this.#next.text === text;
    if (there) this.#at += 1;
    return there;
  }

  #list(one: () => void, close: string): void {
    do one();
    while (this.#takeIf(","));
    this.#take(close);
  }

  #expression(): void {
    this.#operand();
    while (binary.test(this.#next.text) && this.#next.kind !== "text") {
      this.#at += 1;
      this.#takeIf("bool");
      if (this.#takeIf("on") || this.#takeIf("ignoring")) this.#labels();
      if (this.#takeIf("group_left") || this.#takeIf("group_right"))
        if (this.#next.text === "(") this.#labels();
      this.#operand();
    }
  }

  #labels(): void {
    this.#take("(");
    this.#list(() => void this.#take("word"), ")");
  }

  #grouping(): void {
    if (this.#takeIf("by") || this.#takeIf("without")) this.#labels();
  }

  #operand(): void {
    const { kind, text } = this.#next;
    if (this.#takeIf("-") || kind === "number") {
      this.#take("number");
    } else if (this.#takeIf("(")) {
      this.#expression();
      this.#take(")");
    } else if (kind === "word") {
      this.#call(text);
    } else {
      this.#stream();
      this.#pipeline();
    }
  }

  #call(name: string): void {
    this.#at += 1;
    const ranged = overRange.test(name);
    if (!ranged && !overVector.test(name)) throw new LogqlError(`Loki has no function ${name}`);
    this.#grouping();
    this.#take("(");
    if (this.#next.kind === "number") {
      this.#at += 1;
      this.#take(",");
    }
    if (ranged) this.#range();
    else this.#expression();
    this.#take(")");
    this.#grouping();
  }

  #range(): void {
    this.#stream();
    this.#pipeline();
    this.#take("[");
    this.windows.push(this.#take("duration").text);
    this.#take("]");
    this.#pipeline();
    if (this.#takeIf("offset")) this.#take("duration");
  }

  #stream(): void {
    this.#take("{");
    const matcher = () => {
      this.#take("word");
      if (!["=", "!=", "=~", "!~"].some((sign) => this.#takeIf(sign)))
        throw new LogqlError(`${this.#next.text} stands where labels are matched`);
      this.#take("text");
    };
    this.#list(matcher, "}");
  }

  #pipeline(): void {
    for (;;) {
      if (this.#next.kind === "sign" && filter.test(this.#next.text)) {
        this.#at += 1;
        this.#take("text");
        while (this.#takeIf("or")) this.#take("text");
      } else if (this.#takeIf("|")) {
        this.#stage();
      } else return;
    }
  }

  /** `json`, `line_format "…"`, `unwrap seconds`, `status >= 500`: words, texts and signs to where the next begins. */
  #stage(): void {
    this.#take("word");
    const over = () =>
      ["end", "|", "[", ")"].includes(this.#next.kind === "end" ? "end" : this.#next.text) &&
      this.#next.kind !== "text";
    while (!over()) {
      if (this.#takeIf("(")) {
        while (!over()) this.#at += 1;
        this.#take(")");
      } else this.#at += 1;
    }
  }
}

/** The windows of a LogQL query, as written; throws a {@link LogqlError} where Loki would refuse it. */
export function logqlWindows(query: string): string[] {
  const reader = new LogqlReader(query);
  reader.read();
  return reader.windows;
}
