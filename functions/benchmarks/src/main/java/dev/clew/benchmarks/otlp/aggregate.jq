# LLM spans by model: spans, prompt, completion and total tokens, errors.
reduce (inputs | .resourceSpans[].scopeSpans[].spans[]
  | (.status.code == 2) as $error
  | (reduce .attributes[] as $a ({}; .[$a.key] = ($a.value.stringValue // $a.value.intValue)))
  | select(.["openinference.span.kind"] == "LLM")
  | [.["llm.model_name"], 1, (.["llm.token_count.prompt"] | tonumber), (.["llm.token_count.completion"] | tonumber),
     (.["llm.token_count.total"] | tonumber), (if $error then 1 else 0 end)]) as $call
  ({}; .[$call[0]] |= (. // [0, 0, 0, 0, 0] | [., $call[1:]] | transpose | map(add)))
| to_entries | sort_by(.key)[] | [.key] + .value | @tsv
