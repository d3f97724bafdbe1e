"""Runs docs/tutorial.md: run.py TUTORIAL OUT

Every box of sh in order in one shell, which starts in the current folder with the
environment as it is; OUT gets what each printed. Boxes of text are compared with
what the box before printed, progress apart: line by line, where "..." stands for any
lines, and "build" for BUILD of the environment. Boxes of "sh yours" hold what is the
reader's own: the environment has to have it.
"""
import os
import re
import subprocess
import sys

tutorial, out = sys.argv[1:3]
with open(tutorial, encoding='utf-8') as file:
    boxes = re.findall(r'^```(.*)\n((?:.*\n)*?)```$', file.read(), re.M)
assert len(boxes) > 15, boxes

script = 'set -eu\n'
said = []  # (box that printed, what is expected)
count = 0
for kind, body in boxes:
    if kind == 'sh yours':
        for name in re.findall(r'^export (\w+)=', body, re.M):
            assert os.environ.get(name), f'the test does not set {name}'
    elif kind == 'sh':
        count += 1
        script += f'{{\n{body}}} >{out}/{count} 2>{out}/{count}.err\n'
    else:
        assert kind == 'text', kind
        said.append((count, body))

done = subprocess.run(['bash', '-c', script], stdin=subprocess.DEVNULL,
                      check=False)
for number in range(1, count + 1):
    path = f'{out}/{number}'
    if done.returncode and not os.path.exists(f'{out}/{number + 1}'):
        for name in (path, path + '.err'):
            with open(name, encoding='utf-8') as file:
                print(file.read())
        sys.exit(f'box {number} ended with {done.returncode}')

wrong = 0
for number, body in said:
    with open(f'{out}/{number}', encoding='utf-8') as file:
        printed = file.read().replace(os.environ['BUILD'] + '/', 'build/')
    pattern = ''.join('(?:.*\n)*?' if line == '...' else re.escape(line) + '\n'
                      for line in body.splitlines())
    if not re.fullmatch(pattern, printed):
        wrong += 1
        print(f'--- the tutorial has, for box {number}:\n{body}'
              f'--- what is printed:\n{printed}')
sys.exit(wrong and f'{wrong} boxes are not what is printed')
