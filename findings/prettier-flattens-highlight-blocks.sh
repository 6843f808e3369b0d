#!/usr/bin/env bash
# A lesson for Jekyll or Hugo shows Python in a tag (`{% highlight python %}`); prettier 3.10.1 formats it.
# Prettier knows Liquid tags: text between `{%` and `%}` stays as it is.
# One expects that the code between an opening and a closing tag is left alone as well.
# For prettier these lines are one paragraph, and it removes the indentation of a paragraph's lines.
# So "    return w * h" moves to the margin, and the lesson's code is no longer Python.
# A blank line inside the block saves the indented lines behind it: half of a function may keep its shape.
# Hugo's `{{< highlight >}}` suffers the same; a fence of backticks does not.
# The lost indentation cannot be found again, so an importer should warn of flat Python in such tags.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error prettier@3.10.1 >/dev/null

cat > lesson.md <<'MD'
{% highlight python %}
def area(w, h):
    size = w * h

    return size
{% endhighlight %}

{{< highlight python >}}
for step in steps:
    print(step)
{{< /highlight >}}

```python
for step in steps:
    print(step)
```
MD

cat > expected <<'TEXT'
{% highlight python %}
def area(w, h):
size = w * h

    return size
{% endhighlight %}

{{< highlight python >}}
for step in steps:
print(step)
{{< /highlight >}}

```python
for step in steps:
    print(step)
```
TEXT
npx prettier lesson.md > actual
if diff expected actual; then
  echo 'ok: prettier 3.10.1 removes the indentation of code between highlight tags'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
