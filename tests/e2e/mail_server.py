"""A mail server on loopback: mail_server.py FOLDER smtps|starttls|plain

Writes its port to FOLDER/port; keeps each mail as FOLDER/N.eml, its envelope as
FOLDER/N.json. The login is reports, s3cret. It refuses nobody@, takes later@ at
the second try, never@ at none.
"""
import asyncio
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, way = sys.argv[1:3]
tries = {}
kept = 0


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split('@')[0]
        tries[address] = tries.get(address, 0) + 1
        if name == 'nobody':
            return '550 5.1.1 no such \x1b[31mmailbox here'
        if name == 'never' or (name == 'later' and tries[address] == 1):
            return '451 4.7.1 greylisted, come back'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        global kept
        kept += 1
        stem = os.path.join(folder, str(kept))
        with open(stem + '.eml', 'wb') as file:
            file.write(envelope.original_content)
        with open(stem + '.json', 'w', encoding='utf-8') as file:
            json.dump({'from': envelope.mail_from, 'to': envelope.rcpt_tos,
                       'hello': session.host_name,
                       'login': bool(session.authenticated)}, file)
        return '250 OK'


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b'reports' and data.password == b's3cret'
    return AuthResult(success=good, handled=False)


async def main():
    context = None
    if way != 'plain':
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(folder, 'cert.pem'),
                                os.path.join(folder, 'key.pem'))
    handler = Handler()

    def serve():
        return SMTP(handler, hostname='localhost', authenticator=authenticate,
                    auth_required=way != 'plain',
                    auth_require_tls=way == 'starttls',
                    require_starttls=way == 'starttls',
                    tls_context=context if way == 'starttls' else None)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        serve, '127.0.0.1', 0, ssl=context if way == 'smtps' else None)
    name = os.path.join(folder, 'port')
    with open(name + '.new', 'w', encoding='ascii') as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(name + '.new', name)
    await server.serve_forever()

asyncio.run(main())
