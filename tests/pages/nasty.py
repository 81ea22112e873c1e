"""Words that Streamlit's Markdown would turn into something else."""

from __future__ import annotations

NASTY = (
    "**太字** _斜体_ `code` ~~取消~~ a_b_c*d*e",
    "![x](http://evil.example/x.png)",
    "[x](http://evil.example) [^1] [ ] task",
    "http://evil.example www.evil.example WWW.evil.example a@evil.example mailto:a@evil.example",
    ":shark: :+1: :material/home: :streamlit: :smile::100:",
    ':red[r] :red-badge[b] :small[x] :color[x]{foreground="red"} :help[x] ::name[x]{a=b}',
    "$x^2$ $$y$$ \\(z\\)",
    "a -> b <- c -- d >= e <= f ~= g <-> h",
    "# 見出し",
    "- 箇条",
    "1. 番号",
    "> 引用",
    "    字下げ",
    "一行目\n\n二行目\n---",
    "<b>x</b> <img src=x onerror=alert(1)> <script>alert(1)</script>",
    "&amp; &lt; &#42; \\* \\\\ \\",
    "|a|b|\n|-|-|\n|1|2|",
    "~~~\ncode\n~~~",
    "10:30 a:b {{7*7}} ${7*7}",
    "が か\u3099 👨‍👩‍👧 𠮷 ｶﾞ",
)
