"""What a mail holds, as Python's parser takes it apart: mail_parts.py FILE [OUT]

Complains of whatever a mail of ours must not be; with OUT, leaves the HTML
there as a browser can show it, with its pictures and files beside it.
"""
import email
import email.policy
import os
import re
import sys
from html.parser import HTMLParser

bad = []


def complain(text):
    bad.append(text)


def check_lines(content):
    if b'\n' in content.replace(b'\r\n', b''):
        complain('a line that does not end in CRLF')
    if any(len(line) > 998 for line in content.split(b'\r\n')):
        complain('a line of more than 998 bytes')
    if any(byte > 126 for byte in content):
        complain('a byte that is not ASCII')


def check_head(mail, head):
    for line in head.split('\r\n'):
        if '=?' in line and len(line) > 76 or len(line) > 998:
            complain('a line too long in the head: ' + line)
        if any(len(word) > 75 for word in line.split() if word[:2] == '=?'):
            complain('an encoded word too long: ' + line)
    known = {'from', 'to', 'reply-to', 'subject', 'date', 'message-id',
             'in-reply-to', 'references', 'auto-submitted', 'mime-version',
             'content-type'}
    names = [name.lower() for name in mail.keys()]
    for name in names:
        if name not in known:
            complain('a header that nobody meant: ' + name)
        if names.count(name) > 1:
            complain('a header twice: ' + name)
    for name in ('from', 'to', 'subject', 'date', 'message-id'):
        if not mail[name]:
            complain('no ' + name)
    if mail['auto-submitted'] != 'auto-generated':
        complain('not auto-generated')


class Markup(HTMLParser):
    """Elements, attributes and styles that hold where Word draws."""
    elements = {'html', 'head', 'meta', 'title', 'style', 'body', 'div',
                'table', 'tr', 'td', 'th', 'p', 'h1', 'h2', 'h3', 'span', 'a',
                'img', 'ul', 'li', 'wbr'}
    styles = {'font-family', 'font-size', 'line-height', 'font-weight',
              'color', 'margin', 'padding', 'background-color', 'text-align',
              'border-top', 'border-bottom', 'border-left', 'border',
              'display', 'width', 'height', 'max-width', 'max-height',
              'overflow', 'overflow-x', 'mso-hide', 'table-layout',
              'text-decoration'}

    def __init__(self, pictures):
        super().__init__()
        self.pictures = set(pictures)
        self.stack = []
        self.tables = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in self.elements:
            complain('an element that mails do not have: ' + tag)
        for name, value in attrs:
            if name.startswith('on') or name in ('background', 'bgcolor'):
                complain('an attribute ' + name)
        for rule in filter(None, (values.get('style') or '').split(';')):
            name, _, value = rule.partition(':')
            if name not in self.styles or 'url(' in value:
                complain('a style ' + rule)
            self.check_rule(tag, name, value)
        if tag == 'html' and not values.get('lang'):
            complain('no language')
        if tag == 'table':
            self.tables.append(values.get('role') == 'presentation')
        if tag == 'th' and self.tables and self.tables[-1]:
            complain('a head in a table for layout')
        if tag == 'th' and values.get('scope') not in ('row', 'col'):
            complain('a head without scope')
        if tag == 'td' and self.tables and not self.tables[-1]:
            self.handle_data('')
        if tag == 'img':
            self.check_picture(values)
        if tag == 'a' and not re.match('https?://', values.get('href', '')):
            complain('a link to ' + values.get('href', 'nowhere'))
        if tag not in ('meta', 'img', 'wbr'):
            self.stack.append(tag)

    def check_rule(self, tag, name, value):
        """What Word passes over, or some webmail reads otherwise."""
        if name == 'padding' and tag not in ('td', 'th', 'body', 'ul'):
            complain('padding of <%s>, which Word has for cells alone' % tag)
        if 'color' in name and not re.fullmatch('#[0-9A-F]{6}', value):
            complain('a colour that is no #RRGGBB: ' + value)
        if re.search(r'\d(?!px|%|[\d.])[a-z]', value) or '(' in value:
            complain('a size that is neither px nor %: ' + value)
        if '!important' in value:
            complain('a style that no dark design can change: ' + value)

    def check_picture(self, values):
        source = values.get('src', '')
        if source[:4] != 'cid:' or source[4:] not in self.pictures:
            complain('a picture that is not here: ' + source)
        if not values.get('alt'):
            complain('a picture without a text')
        if not (values.get('width') and values.get('height')):
            complain('a picture without a size')
        elif int(values['width']) > 600:
            complain('a picture wider than the mail, where max-width is none')

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            complain('an element that ends where it did not begin: ' + tag)
        if tag == 'table':
            self.tables.pop()


def check_sheet(html):
    """The style block: Gmail drops one of more than 16 KB or with what it does
    not know, and the mail holds without it."""
    sheet = ''.join(re.findall('<style[^>]*>(.*?)</style>', html, re.S))
    if html.count('<style') != 1 or len(sheet) > 8192:
        complain('a style block of %d bytes' % len(sheet))
    for query in re.findall('@[^{]*', sheet):
        if query not in ('@media (max-width:520px)',
                         '@media (prefers-color-scheme:dark)'):
            complain('in the style block: ' + query)
    for what in ('url(', '[', '<', '/*', '@import', 'var('):
        if what in sheet:
            complain('in the style block: ' + what)
    outside = re.sub(r'@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}', '', sheet)
    if outside.strip() != \
            ':root{color-scheme:light dark;supported-color-schemes:light dark}':
        complain('what some readers drop carries the design: ' + outside)
    for name in set(re.findall('class="([^"]*)"', html)):
        for one in name.split():
            if one.startswith(('c-', 'b-', 'l-')) and '.' + one not in sheet:
                complain('a class without a dark form: ' + one)
    for comment in re.findall('<!--.*?-->', html, re.S):
        if not re.match(r'<!--\[if mso\]>.*<!\[endif\]-->$', comment, re.S):
            complain('a comment')


def structure(part):
    if not part.is_multipart():
        return part.get_content_type()
    inner = ','.join(structure(at) for at in part.iter_parts())
    return part.get_content_subtype() + '(' + inner + ')'


def main():
    with open(sys.argv[1], 'rb') as file:
        content = file.read()
    check_lines(content)
    mail = email.message_from_bytes(content, policy=email.policy.default)
    check_head(mail, content.split(b'\r\n\r\n')[0].decode('ascii'))
    texts = {}
    pictures = {}
    files = []
    for part in mail.walk():
        if part.defects:
            complain('defects: ' + str(part.defects))
        kind = part.get_content_type()
        if kind in ('text/plain', 'text/html') and \
                part.get_content_disposition() != 'attachment':
            texts[kind] = part.get_content()
        if part.get_content_disposition() == 'attachment':
            files.append(part)
        if kind == 'image/png':
            pictures[part['content-id'].strip('<>')] = part
            if part.get_content()[:8] != b'\x89PNG\r\n\x1a\n':
                complain('a picture that is no PNG')
        for header in ('content-type',):
            boundary = part.get_boundary()
            if boundary and not re.fullmatch(r'=_[0-9a-f]{32}\.\d', boundary):
                complain('a boundary of somebody else: ' + boundary)
    markup = Markup(pictures)
    html = texts['text/html']
    markup.feed(html)
    markup.close()
    if markup.stack:
        complain('elements that do not end: ' + ' '.join(markup.stack))
    check_sheet(html)
    if len(html.encode()) > 80 * 1024:
        complain('HTML of %d bytes' % len(html.encode()))
    for what in ('color-scheme', 'supported-color-schemes',
                 'prefers-color-scheme', '[if mso]', 'mso-hide'):
        if what not in html:
            complain('no ' + what)
    print('structure', structure(mail))
    for name in ('From', 'To', 'Reply-To', 'Subject', 'Date', 'Message-ID',
                 'In-Reply-To', 'References'):
        if mail[name]:
            print(name.lower(), mail[name])
    print(texts['text/plain'])
    if len(sys.argv) > 2:
        os.makedirs(sys.argv[2], exist_ok=True)
        for name, part in pictures.items():
            html = html.replace('cid:' + name, part.get_filename())
            path = os.path.join(sys.argv[2], part.get_filename())
            with open(path, 'wb') as file:
                file.write(part.get_content())
        for part in files:
            path = os.path.join(sys.argv[2], part.get_filename())
            with open(path, 'wb') as file:
                file.write(part.get_payload(decode=True))
        with open(os.path.join(sys.argv[2], 'mail.html'), 'w',
                  encoding='utf-8') as file:
            file.write(html)
    for text in sorted(set(bad)):
        print('BAD', text)
    sys.exit(1 if bad else 0)


main()
