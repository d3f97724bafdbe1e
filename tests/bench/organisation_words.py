"""Names, texts and rows that grow-organisation.py draws from."""

NAME = "Grown Holding, Financial Services and Logistics"

# first names, last names, how they are put together; by how common they are
NAMES = [
    (["Anna", "Bram", "Chiara", "Dmitri", "Efua", "Felix", "Grace", "Hiro",
      "Ines", "Jonas", "Katarzyna", "Liam", "Mei", "Noah", "Olga", "Priya"],
     ["Lindqvist", "de Vries", "Fontana", "Mensah", "Brandt", "Oyelaran",
      "Carvalho", "Nowak", "O'Brien", "Petrova", "Rahman", "Keller", "Smith",
      "Nakamura", "Haddad", "Silva", "Hansen", "Moreau"], "{} {}"),
    (["明", "伟", "芳", "秀英", "强"], ["王", "李", "张", "欧阳"], "{1}{0}"),
    (["محمد", "فاطمة", "يوسف", "ليلى"], ["الحسن", "المصري", "حداد"], "{} {}"),
    (["דוד", "נועה", "יעל"], ["כהן", "לוי", "מזרחי"], "{} {}"),
    (["Алексей", "Ольга", "Дмитрий"], ["Смирнов", "Кузнецова"], "{} {}"),
    (["Γιώργος", "Ελένη"], ["Παπαδόπουλος", "Νικολάου"], "{} {}"),
    (["José María", "Marie-Élisabeth", "Þórdís"],
     ["Wolfeschlegelsteinhausenbergerdorff", "Featherstonehaugh-Cholmondeley",
      "García-Fernández y Rodríguez de la Torre"], "{} {}"),
]
TEAMS = [
    "Payments", "payments", "Platform", "Platform (EU)", "Data", "支付平台",
    "风险与合规", "فريق المدفوعات", "צוות אבטחה", "Команда платежей",
    "Customer identity, consent management and regulatory reporting for "
    "Europe, the Middle East and Africa",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltung",
    "R&D", "A", "Ops/SRE", "Mobile \"Apps\"", "C++ & Co", "Zürich – Payments",
    "Team 1", "Team 2", "Équipe conformité",
]
AREAS = ["Cards", "Ledger", "Fraud", "Lending", "Onboarding", "Pricing",
         "Treasury", "Claims", "Fleet", "Warehouse", "Customs", "Search",
         "Checkout", "Loyalty", "Notifications", "Reporting"]
KINDS = ["core", "web", "mobile", "data", "integration", "operations",
         "platform", "quality", "security", "APIs"]
PARTS = ["api", "web", "worker", "jobs", "gateway", "sdk", "infra", "ui",
         "batch", "rules", "export", "admin"]
REPOSITORIES = [
    "monorepo", "core-banking", "web", "mobile-apps", "payments", "Payments",
    "customer-identity-consent-management-and-regulatory-reporting-service-"
    "for-europe-and-the-middle-east", "支付网关", "بوابة-الدفع", "a",
    "infrastructure/terraform/modules/network/production", "docs", "x" * 96,
]
SERVICES = [
    "web-shop", "ledger", "payment-gateway", "card-issuing", "fraud-scoring",
    "warehouse", "customs", "loyalty", "notifications", "reporting",
    "identity-and-access-management-for-corporate-customers", "支付", "pricing",
    "claims", "search", "treasury", "lending", "onboarding", "fleet", "mobile",
]
CLASSES = ["internal", "cardholder", "public", "personal"]
FOLDERS = ["src", "src/core", "lib", "internal/batch", "app/views", "tests",
           "cmd", "services/very/deeply/nested/module/of/the/old/system"]
NOUNS = ["invoice", "order", "refund", "account", "token", "session", "parcel",
         "route", "limit", "rate", "claim", "basket", "search", "ledger"]
VERBS = ["load", "store", "check", "render", "merge", "split", "count", "send"]

# suffix, plain lines, lines that a rule names; {0} noun, {1} verb, {2} number
LANGUAGES = {
    "Python": (".py", [
        "def {1}_{0}_{2}(value):", "    return {1}({0}, {2})",
        "    total = total + {2}  # {0}", "    if not {0}: raise ValueError({2})",
        "{0}_{2} = load('{1}')"], [
        ("python.sql", "    cursor.execute('SELECT {0} WHERE id=' + str({2}))"),
        ("python.shell", "    subprocess.run('{1} {2}', shell=True)"),
        ("python.md5", "    digest = hashlib.md5({0}{2})")]),
    "TypeScript": (".ts", [
        "export function {1}{0}{2}(value: string) {{", "  return {0}.{1}({2});",
        "  const {0}{2} = await {1}(value);", "}}  // {1} {2}"], [
        ("ts.xss", "  element.innerHTML = {0}{2};"),
        ("ts.eval", "  eval({0} + '{2}');")]),
    "Go": (".go", [
        "func {1}{0}{2}(v int) error {{", "\tif err := {1}({2}); err != nil {{",
        "\t{0} := {1}(v, {2})", "}} // {0} {2}"], [
        ("go.sql", "\tdb.Query(\"SELECT {0} WHERE id=\" + id{2})"),
        ("go.tls", "\tcfg := &tls.Config{{InsecureSkipVerify: true}} // {2}")]),
    "Java": (".java", [
        "    int {1}{0}{2}(int v) {{", "        return {0}.{1}({2});",
        "        log.info(\"{1} {2}\");", "    }} // {0} {2}"], [
        ("java.deserialize", "        in.readObject(); // {0} {2}"),
        ("java.des", "        Cipher.getInstance(\"DES\"); // {2}")]),
    "Kotlin": (".kt", [
        "fun {1}{0}{2}(v: Int) = {0}.{1}(v)", "    val {0}{2} = {1}({2})",
        "    require({0} > {2})"], [
        ("kotlin.sql", "    rawQuery(\"SELECT $x\" + {0}{2})")]),
    "Terraform": (".tf", [
        "  {0}_{1} = {2}", "resource \"aws_{0}\" \"{1}{2}\" {{", "}} # {0} {2}"], [
        ("tf.open", "  cidr_blocks = [\"0.0.0.0/0\"] # {2}")]),
    "C": (".c", [
        "static int {1}_{0}_{2}(int v) {{", "\treturn {1}({0}, {2});",
        "}} /* {0} {2} */"], [
        ("c.strcpy", "\tstrcpy(buffer, {0}{2});")]),
    "Ruby": (".rb", [
        "  def {1}_{0}_{2}(v)", "    {0}.{1}({2})", "  end # {0} {2}"], [
        ("ruby.eval", "    instance_eval({0}{2})")]),
}
RULES = {  # level, score, CWE, title
    "python.sql": ("error", "8.8", 89, "Query built from input"),
    "python.shell": ("error", "9.1", 78, "Command built from input"),
    "python.md5": ("warning", "5.0", 327, "Weak hash"),
    "ts.xss": ("error", "7.1", 79, "Page built from input"),
    "ts.eval": ("error", "9.3", 94, "Code built from input"),
    "go.sql": ("error", "8.8", 89, "Query built from input"),
    "go.tls": ("warning", "6.5", 295, "Certificate not checked"),
    "java.deserialize": ("error", "9.8", 502, "Reads objects of others"),
    "java.des": ("warning", "5.9", 327, "Weak cipher"),
    "kotlin.sql": ("error", "8.8", 89, "Query built from input"),
    "tf.open": ("error", "9.5", 284, "Open to the world"),
    "c.strcpy": ("warning", "7.5", 120, "Copy without bounds"),
    "ruby.eval": ("error", "9.0", 95, "Code built from input"),
}


def rules(language):
    return [(rule, RULES[rule]) for rule, _ in LANGUAGES[language][2]]


TOOLS = [
    ("claude-code", "Claude Opus 4.6"), ("claude-code", "Claude Sonnet 4.5"),
    ("claude-code", "Claude Haiku 4.5"), ("copilot-agent", ""), ("cursor", "gpt-5.2"),
    ("codex", "gpt-5.2-codex"), ("aider", "deepseek-v3.2"), ("gemini", "gemini-3-pro"),
    ("devin", ""), ("amp", ""), ("opencode", ""), ("windsurf", "")]
TOOL_WEIGHTS = [30, 22, 4, 14, 10, 6, 3, 3, 3, 2, 2, 1]
TRAILERS = {
    "claude-code": "{} <noreply@anthropic.com>",
    "cursor": "Cursor <cursoragent@cursor.com>",
    "codex": "Codex <noreply@openai.com>",
    "aider": "aider ({}) <aider@aider.chat>",
    "gemini": "gemini-cli <gemini-cli-agent@google.com>",
    "devin": "devin-ai-integration[bot] "
             "<158243242+devin-ai-integration[bot]@users.noreply.github.com>",
    "amp": "Amp <amp@ampcode.com>",
    "opencode": "opencode <noreply@opencode.ai>",
    "windsurf": "Windsurf <noreply@windsurf.com>",
}
SERVERS = ["@modelcontextprotocol/server-postgres", "mcp-server-sqlite",
           "@playwright/mcp", "@modelcontextprotocol/server-filesystem"]
PACKAGES = ["@openai/codex", "aider-chat", "opencode-ai", "@google/gemini-cli"]
HOSTS = ["chatgpt.com", "api.openai.com", "claude.ai", "chat.deepseek.com",
         "gemini.google.com"]
TASKS = [("Search", "CWE-89"), ("Page", "CWE-79"), ("Import", "CWE-400"),
         ("Refund", "CWE-778"), ("Bucket", "CWE-276"), ("Files", "CWE-22"),
         ("Session", "CWE-287"), ("Upload", "CWE-434"), ("Shell", "CWE-78")]
SPEND = [("Claude Code", 61200.0, "EUR", 820), ("GitHub Copilot", 27300.0, "USD", 1400),
         ("Cursor", 9100.0, "USD", 230), ("ChatGPT", 4100.0, "GBP", 140),
         ("Gemini CLI", 900.0, "JPY", "")]
QUESTIONS = ["I can tell when AI wrote a wrong answer",
             "I have the time to review what AI wrote",
             "I know which AI tools I may use"]
OWNERS = ["Head of security", "Head of operations", "Head of engineering",
          "Chief information security officer, Europe, Middle East and Africa"]
ITEMS = [("obs.logging_visibility", True), ("obs.prompt_tracing", True),
         ("obs.response_monitoring", True), ("obs.infra_telemetry", True),
         ("incident.reconstructable", True), ("obs.user_traceability", True),
         ("attest.threat_model", False), ("attest.pentest", False),
         ("attest.log_retention", False), ("attest.secret_store", False)]
DECISIONS = [
    ["D-1", "Which AI tools may write code", "A", "Three tools, the rest blocked",
     "EUR 1,400,000", "No unapproved tool from January", "yes", "Head of security",
     "2026-12-15", "2026-10-05", "open"],
    ["D-1", "Which AI tools may write code", "B", "Each on request", "EUR 300,000",
     "Answered in ten days", "no", "Head of security", "2026-12-15", "2026-10-05",
     "open"],
    ["D-2", "Whether repositories that were not touched for a year and hold open "
     "problems of high severity are archived or repaired", "A",
     "Archive all that no service is built from", "EUR 90,000",
     "38 fewer repositories with open problems", "yes",
     "Chief information security officer, Europe, Middle East and Africa",
     "2026-12-01", "2026-10-05", "open"],
    ["D-2", "Whether repositories that were not touched for a year and hold open "
     "problems of high severity are archived or repaired", "B",
     "Repair them in the teams that own them", "EUR 2,100,000", "All repaired by June",
     "no", "Chief information security officer, Europe, Middle East and Africa",
     "2026-12-01", "2026-10-05", "open"],
    ["D-3", "Training in secure work with AI", "A", "Everybody who commits with AI",
     "EUR 210,000", "All in date by March", "yes", "Head of people", "2026-11-30",
     "2026-10-05", "open"],
    ["D-0", "Record all AI use", "A", "In every repository", "none", "", "yes",
     "Head of engineering", "2026-07-01", "2026-04-06", "open"],
]
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(2)>",
    "](javascript:alert(3))", '" onmouseover="alert(4)',
    "</style></title></svg><script>alert(5)</script>", "\u202egnp.exe",
    "\u2066\u2067ab", "y" * 4000, "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1",
    "{field}", "$name", "%s%n", "(\\", "--><!--", "]]>",
    "\U0001f468\u200d\U0001f469", "a\u0300\u0301\u0302\u0303\u0304",
]
POLICY = """policy:
  tools:
    - name: claude-code
      status: approved
      from: 2025-01-01
      owner: Head of security
    - name: copilot-agent
      status: approved
      from: 2025-01-01
      owner: Head of security
    - name: cursor
      status: approved
      from: 2025-06-01
      owner: Head of security
    - name: codex
      status: forbidden
  mcp:
    - name: api.githubcopilot.com/mcp
      from: 2025-01-01
      owner: Head of security
  recording:
    - team: Payments
      since: 2026-01-01
      who: Head of payments
    - repository: monorepo
      since: 2026-01-01
      who: Head of engineering
    - repository: core-banking
      since: 2025-10-01
      who: Head of engineering
    - repository: web
      since: 2025-10-01
      who: Head of web
    - repository: mobile-apps
      since: 2026-01-01
      who: Head of mobile
thresholds:
  approved_by: Risk committee
  date: 2026-01-15
  limits:
    - measure: ai.origin_coverage
      at_least: 0.60
      owner: Head of engineering
    - measure: ai.approved_use
      at_least: 0.80
      owner: Chief information security officer, Europe, Middle East and Africa
    - measure: finding.overdue_critical
      at_most: 400
      owner: Head of security
privacy:
  minimum_group: 5
output:
  classification: Confidential
"""
