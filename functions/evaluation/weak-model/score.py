"""Asks the gallery's questions of Clew with a small model behind it, and reads the answers as a stranger would.

    score.py CLEW MODEL [QUESTIONS] > RESULT.json

CLEW is the command to run (functions/local/clew). OPENAI_BASE_URL names the server. Reported:

- decisions: choices that the model was asked for (on the rails; steps and changes of a plan), how many of its replies came to
  an end, how many were taken, and how many questions it led to the skills that fit them without help;
- texts: how often it was asked for words, and how many of these replies came to an end;
- brokenOff: replies that took longer than the server waits, and are half there or not at all;
- numbers: figures in the words of an answer that are no fact's, no part of a name in the data and not the question's own;
- causes: causes called supported that rest on no fact of the answer.
"""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d+)?%?")
WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million"
    r"|half|twice|double|triple|third|quarter)\b",
    re.IGNORECASE,
)


def written(piece):
    """A text with its placeholders still in it, where the answer keeps it so."""
    if isinstance(piece, dict):
        return piece.get("template") or piece.get("text", "")
    return piece or ""


def texts(answer):
    """What a model may have written."""
    voice = answer.get("voice", {})
    yield "meaning", written(voice.get("meaningTemplate") or voice.get("meaning"))
    for advice in voice.get("advice", []):
        yield "advice", written(advice)
    yield "summary", written(answer.get("summaryTemplate") or answer.get("summary"))
    for finding in answer.get("findings", []):
        yield "finding " + finding["id"], written(finding.get("template") or finding.get("statement"))
    for cause in answer.get("causes", []):
        yield "cause", written(cause.get("cause"))
        yield "cause", written(cause.get("reasonTemplate") or cause.get("reason"))


def rendered(answer):
    """All figures that the answer computed, as written in its rendered words: facts' values in any rounding."""
    values = []
    for fact in answer.get("facts", []):
        for name in ("value", "low", "high"):
            if isinstance(fact.get(name), (int, float)) and not isinstance(fact.get(name), bool):
                values.append(float(fact[name]))
    return values


def known(answer, question):
    """Text whose digits are names: the data's own, and the question's."""
    kept = {key: answer.get(key) for key in ("target", "windows", "evidence", "plan", "coverage", "receipt")}
    facts = [fact.get("name", "") for fact in answer.get("facts", [])]
    facts += [fact["value"] for fact in answer.get("facts", []) if isinstance(fact.get("value"), str)]
    titles = [finding.get("title", "") for finding in answer.get("findings", [])]
    return json.dumps([question, kept, facts, titles], ensure_ascii=False)


def is_fact(number, values):
    percent = number.endswith("%")
    digits = number.rstrip("%").replace(",", "")
    places = len(digits.split(".")[1]) if "." in digits else 0
    wanted = float(digits)
    for value in values:
        for scaled in (value, value * 100) if percent else (value,):
            for signed in (scaled, -scaled):
                if round(signed, places) == wanted or abs(signed - wanted) <= 0.5 * 10**-places + 1e-12:
                    return True
    return False


def loose_numbers(answer, question):
    values, names = rendered(answer), known(answer, question)
    loose = []
    for where, text in texts(answer):
        # Words with their placeholders still in them may hold no figure but a name's.
        bare = re.sub(r"\{[^{}]*\}", " ", text)
        for number in NUMBER.findall(bare):
            if number not in names and number.strip("+-%") not in names and not is_fact(number, values):
                loose.append((where, number))
        if where in ("meaning", "advice"):
            loose += [(where, word) for word in WORDS.findall(bare)]
    return loose


def unsupported(answer):
    facts = {fact["id"] for fact in answer.get("facts", [])}
    findings = {finding["id"] for finding in answer.get("findings", [])}
    return [
        cause.get("cause", "")
        for cause in answer.get("causes", [])
        if cause.get("verdict") == "supported"
        and not (cause.get("factIds") and set(cause["factIds"]) <= facts)
        and not (cause.get("findingIds") and set(cause["findingIds"]) <= findings)
    ]


def counts():
    with urllib.request.urlopen(os.environ["OPENAI_BASE_URL"].removesuffix("/v1") + "/counts") as reply:
        return json.load(reply)


def main():
    clew, model = sys.argv[1], sys.argv[2]
    with open(sys.argv[3] if len(sys.argv) > 3 else os.path.join(HERE, "questions.json")) as f:
        questions = json.load(f)
    environment = dict(os.environ, CLEW_MODEL_STRONG=model, CLEW_MODEL_FAST=model, CLEW_MODEL_USD="none")
    # A question is over within about two minutes, whatever the machine: the reply that is under way is waited for.
    environment.setdefault("CLEW_MODEL_SECONDS", "45")
    environment.setdefault("CLEW_MODEL_TOTAL_SECONDS", "90")
    rows = []
    for number, one in enumerate(questions, 1):
        print(f"{number} of {len(questions)}: {one['question'][:70]}", file=sys.stderr, flush=True)
        started, before = time.monotonic(), counts()
        command = [clew, "ask", one["question"], "--json"] + (["--plan"] if one.get("plan") else [])
        run = subprocess.run(command, env=environment, capture_output=True, text=True)
        asked = {name: count - before[name] for name, count in counts().items()}
        row = {"question": one["question"], "exit": run.returncode, "seconds": round(time.monotonic() - started, 1)} | asked
        if run.returncode not in (0, 1):
            row["error"] = run.stderr.strip().splitlines()[-1:]
            rows.append(row)
            continue
        answer = json.loads(run.stdout)
        steps = [step["skill"] for step in answer["plan"]["steps"]]
        changes = answer["plan"].get("changes", [])
        row.update(
            mode=answer["mode"],
            calls=answer["usage"]["modelCalls"],
            chosen=answer["routing"]["chosen"],
            refused=len(answer["routing"].get("refused", [])),
            dropped=answer["dropped"],
            steps=steps,
            alone=answer["mode"] != "playbook" and set(steps) == set(one["well"]) and not answer["routing"].get("refused"),
            modelChanges=sum(change.get("by") == "model" for change in changes),
            numbers=loose_numbers(answer, one["question"]),
            causes=unsupported(answer),
        )
        rows.append(row)
    answered = [row for row in rows if "mode" in row]

    def summed(name):
        return sum(row[name] for row in answered)

    total = {
        "model": model,
        "questions": len(rows),
        "answered": len(answered),
        "withWordsOfTheModel": sum(row["mode"] != "playbook" for row in answered),
        "decisions": summed("decisions"),
        "decisionsWhole": summed("decisionsWhole"),
        "decisionsTaken": summed("decisions") - summed("refused"),
        "questionsLedAlone": summed("alone"),
        "planChanges": summed("modelChanges"),
        "texts": summed("texts"),
        "textsWhole": summed("textsWhole"),
        "repliesBrokenOff": summed("brokenOff"),
        "longestSeconds": max((row["seconds"] for row in rows), default=0),
        "sentencesDropped": summed("dropped"),
        "numbersWithoutFacts": sum(len(row["numbers"]) for row in answered),
        "causesUnsupported": sum(len(row["causes"]) for row in answered),
    }
    json.dump({"total": total, "questions": rows}, sys.stdout, indent=1)
    print()
    sys.exit(1 if total["numbersWithoutFacts"] or total["causesUnsupported"] or len(answered) < len(rows) else 0)


if __name__ == "__main__":
    main()
