"""What SARIF logs hold, computed apart from the program and by other means:
results read, rules, severities and CWEs of the findings, for any version from
1.0 to 2.1.0. By the rules of docs/formats.md; of data/ only the words of
severity.csv and the numbers of cwe.csv are used.

sarif_expected.py FILE... prints one JSON object a line, sorted keys."""
import csv
import json
import re
import sys

WORDS = {}
PROPERTIES = []
for row in csv.DictReader(open('data/severity.csv', encoding='utf-8')):
    if row['what'] == 'word':
        WORDS[row['name'].lower()] = row['class']
    elif row['what'] == 'property':
        PROPERTIES.append(row['name'])
KNOWN = {int(row['cwe_id'])
         for row in csv.DictReader(open('data/cwe.csv', encoding='utf-8'))}
NO_SEVERITY = {'error', 'warning', 'note', 'none', 'unknown'}
MENTION = re.compile(
    r'cwe\.mitre\.org/data/definitions/(\d+)|cwe[-:_ ]?(?:ID )?\s?(\d+)',
    re.I)


PACKAGE = re.compile(
    r"^Package '.+@.+' is vulnerable|^Package: \S|package: .+, version"
    r'|introduces a vulnerable .+ package with', re.M)


def load(path):
    raw = open(path, 'rb').read()
    if raw[:2] in (b'\xff\xfe', b'\xfe\xff'):
        text = raw.decode('utf-16')
    elif len(raw) > 3 and not raw[1] and raw[0]:
        text = raw.decode('utf-16-le')
    elif len(raw) > 3 and not raw[0] and raw[1]:
        text = raw.decode('utf-16-be')
    else:
        text = raw.decode('utf-8-sig', 'replace')
    return json.loads(text, strict=False)


def obj(value):
    return value if isinstance(value, dict) else {}


def arr(value):
    return value if isinstance(value, list) else []


def text_of(value):
    if isinstance(value, str):
        return value
    return obj(value).get('text') or ''


def mentions(text):
    found = []
    for match in MENTION.finditer(text if isinstance(text, str) else ''):
        digits = match.group(1) or match.group(2)
        if len(digits) <= 6:
            found.append(int(digits))
    return found


def cwe_id(value):
    value = str(value).strip()
    return [int(value)] if re.fullmatch(r'[+-]?\d+', value) else mentions(value)


def first(owner, *names):
    for name in names:
        if isinstance(owner, dict) and owner.get(name) is not None:
            return owner[name]
    return None


class Run:
    def __init__(self, run, outside):
        self.run = run
        self.outside = outside
        tool = obj(run.get('tool'))
        self.driver = obj(tool.get('driver')) or tool
        self.extensions = [obj(x) for x in arr(tool.get('extensions'))]
        resources = obj(run.get('resources'))
        rules = first(self.driver, 'rules', 'ruleDescriptors')
        if rules is None:
            rules = first(run, 'rules') or resources.get('rules')
        for part in outside:
            if rules is None:
                rules = obj(part.get('driver')).get('rules')
            self.extensions += [obj(x) for x in arr(part.get('extensions'))]
        self.keys = {}
        if isinstance(rules, dict):
            self.keys = {k: obj(v) for k, v in rules.items()}
            for key, rule in self.keys.items():
                rule.setdefault('id', key)
            rules = list(self.keys.values())
        self.rules = [obj(x) for x in arr(rules)]

    def results(self):
        for owner in [self.run] + self.outside:
            yield from arr(owner.get('results'))

    def rule_count(self):
        return len(self.rules) + sum(
            len(arr(first(e, 'rules', 'ruleDescriptors')))
            for e in self.extensions)

    def component(self, reference):
        reference = obj(reference)
        index = reference.get('index', -1)
        if isinstance(index, int) and 0 <= index < len(self.extensions):
            return arr(self.extensions[index].get('rules'))
        for extension in self.extensions:
            guid = reference.get('guid')
            if guid and extension.get('guid', '').lower() == guid.lower():
                return arr(extension.get('rules'))
            if (not guid and reference.get('name')
                    and extension.get('name') == reference['name']):
                return arr(extension.get('rules'))
        return self.rules

    def rule_of(self, result):
        reference = obj(result.get('rule'))
        rules = self.component(reference.get('toolComponent'))
        rule_id = result.get('ruleId') or reference.get('id') or ''
        key = result.get('ruleKey') or rule_id
        for index in (reference.get('index'), result.get('ruleIndex')):
            if isinstance(index, int) and 0 <= index < len(rules):
                rule = obj(rules[index])
                own = rule.get('id') or ''
                if not rule_id or own == rule_id or (
                        own and rule_id.startswith(own + '/')):
                    return rule, rule_id or own
        if key in self.keys:
            return self.keys[key], self.keys[key]['id']
        guid = reference.get('guid')
        for rule in rules:
            if guid and obj(rule).get('guid', '').lower() == guid.lower():
                return rule, rule_id or rule.get('id', '')
        for listed in [rules, self.rules] + [
                arr(e.get('rules')) for e in self.extensions]:
            part = rule_id
            while part:
                for rule in listed:
                    if obj(rule).get('id') == part:
                        return rule, rule_id
                part = part.rpartition('/')[0]
        for rule in rules:
            if rule_id and rule_id in arr(obj(rule).get('deprecatedIds')):
                return rule, rule_id
        return {}, rule_id

    def override(self, result, rule):
        invocations = [obj(x) for x in arr(self.run.get('invocations'))]
        index = obj(result.get('provenance')).get('invocationIndex', -1)
        if index < 0 and len(invocations) == 1:
            index = 0
        if not 0 <= index < len(invocations) or not rule:
            return None
        for item in arr(invocations[index].get('ruleConfigurationOverrides')):
            descriptor = obj(item.get('descriptor'))
            same = (descriptor['id'] == rule.get('id')
                    if descriptor.get('id') else
                    isinstance(descriptor.get('index'), int)
                    and 0 <= descriptor['index'] < len(self.rules)
                    and self.rules[descriptor['index']] is rule)
            if same:
                return obj(item.get('configuration')).get('level')
        return None

    def taxonomy(self, component):
        component = obj(component)
        every = [obj(x) for x in arr(self.run.get('taxonomies'))]
        for part in self.outside:
            every += [obj(x) for x in arr(part.get('taxonomies'))]
        index = component.get('index', -1)
        if isinstance(index, int) and 0 <= index < len(every):
            return every[index]
        for one in every:
            for name in ('name', 'guid'):
                if component.get(name) and one.get(
                        name, '').lower() == component[name].lower():
                    return one
        return {}

    def taxon(self, reference):
        reference = obj(reference)
        component = obj(reference.get('toolComponent'))
        taxonomy = self.taxonomy(component)
        name = component.get('name') or taxonomy.get('name') or ''
        found = reference.get('id')
        taxa = arr(taxonomy.get('taxa'))
        index = reference.get('index', -1)
        if not found and isinstance(index, int) and 0 <= index < len(taxa):
            found = obj(taxa[index]).get('id')
        return cwe_id(found) if name.lower() == 'cwe' else mentions(found)


def score_of(owner):
    properties = obj(owner.get('properties'))
    for name in ('security-severity', 'cvssv3_baseScore', 'cvssScore'):
        try:
            score = float(properties.get(name))
        except (TypeError, ValueError):
            continue
        if 0 < score <= 10:
            return score
    return None


def word_of(owner):
    properties = obj(owner.get('properties'))
    for name in PROPERTIES:
        word = properties.get(name)
        if isinstance(word, str) and word.strip().lower() in WORDS:
            return word.strip().lower()
    for tag in arr(properties.get('tags')):
        if isinstance(tag, str) and tag.strip().lower() in WORDS:
            if tag.strip().lower() not in NO_SEVERITY:
                return tag.strip().lower()
    return None


def severity(run, result, rule, kind):
    score = score_of(result) or score_of(rule)
    if score:
        return ('critical' if score >= 9 else 'high' if score >= 7
                else 'medium' if score >= 4 else 'low')
    word = word_of(result) or word_of(rule)
    if word:
        return WORDS[word]
    level = result.get('level')
    if not level and kind != 'fail':
        level = 'none'
    configuration = obj(first(rule, 'defaultConfiguration', 'configuration'))
    level = (level or run.override(result, rule)
             or first(configuration, 'level', 'defaultLevel')
             or rule.get('defaultLevel') or 'warning').lower()
    return {'error': 'high', 'warning': 'medium', 'note': 'low',
            'none': 'info'}.get(level) or WORDS.get(level, 'medium')


def kind_of(result):
    kind = result.get('kind') or 'fail'
    level = result.get('level')
    if level in ('pass', 'open', 'notApplicable'):
        kind = level
    known = ['fail', 'pass', 'open', 'informational', 'notApplicable',
             'review']
    return next((k for k in known if k.lower() == kind.lower()), 'fail')


def properties_cwes(owner):
    properties = obj(owner.get('properties'))
    found = []
    for tag in arr(properties.get('tags')):
        found += mentions(tag)
    for name in ('cwe', 'CWE', 'cwes', 'cwe_id', 'cweId', 'cwe-id',
                 'issue_cwe'):
        value = properties.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            found += cwe_id(value)
        for part in arr(value):
            if isinstance(part, str):
                found += cwe_id(part)
    return found


def cwes(run, result, rule, rule_id):
    found = []
    for taxon in arr(result.get('taxa')):
        found += run.taxon(taxon)
    found += properties_cwes(result) + properties_cwes(rule)
    for relationship in arr(rule.get('relationships')):
        if 'disjoint' not in arr(obj(relationship).get('kinds')):
            found += run.taxon(obj(relationship).get('target'))
    found += mentions(rule_id) + mentions(rule.get('helpUri'))
    found += mentions(text_of(rule.get('shortDescription')))
    found += mentions(text_of(rule.get('fullDescription')))
    found += mentions(text_of(result.get('message')))
    unique = []
    for cwe in found:
        if cwe in KNOWN and cwe not in unique:
            unique.append(cwe)
    return unique[:16]


def expected(log):
    outside = [obj(x) for x in arr(log.get('inlineExternalProperties'))]
    runs = arr(log.get('runs'))
    said = {'read': 0, 'duplicate': 0, 'rules': 0, 'cwe': {}, 'severity': dict.fromkeys(
        ('critical', 'high', 'medium', 'low', 'info'), 0)}
    for run in runs:
        # all corpora have one run where they have parts outside of it
        one = Run(obj(run), outside if len(runs) == 1 else [])
        said['rules'] += one.rule_count()
        seen = set()
        for result in one.results():
            said['read'] += 1
            written = json.dumps(result)
            place = obj(obj((arr(obj(result).get('locations')) or [{}])[0])
                        .get('physicalLocation'))
            column = obj(place.get('region')).get('startColumn')
            # one place, or one package
            is_one = isinstance(column, int) and column > 0 or PACKAGE.search(
                text_of(obj(result).get('message')))
            if written in seen and is_one:
                said['duplicate'] += 1
                continue
            seen.add(written)
            result = obj(result)
            kind = kind_of(result)
            if kind != 'fail':
                continue
            rule, rule_id = one.rule_of(result)
            said['severity'][severity(one, result, rule, kind)] += 1
            for cwe in cwes(one, result, rule, rule_id):
                name = str(cwe)
                said['cwe'][name] = said['cwe'].get(name, 0) + 1
    return said


for path in sys.argv[1:]:
    try:
        answer = expected(load(path))
    except (ValueError, UnicodeError) as error:
        answer = {'error': str(error)}
    print(json.dumps({'path': path, **answer}, sort_keys=True))
