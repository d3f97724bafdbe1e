-- What the model holds, by the table it lies in: the populations that measures
-- draw from.
-- column kind text: what is counted
-- column records count: how many of them
SELECT column1 AS kind, column2 AS records FROM (VALUES
  ('repositories', (SELECT count(*) FROM repository)),
  ('commits', (SELECT count(*) FROM "commit")),
  ('commits that repeat another', (SELECT count(*) FROM commit_origin
    WHERE copy_of IS NOT NULL)),
  ('files changed by a commit', (SELECT count(*) FROM commit_file)),
  ('records of origin', (SELECT count(*) FROM attribution)),
  ('corrections of origin', (SELECT count(*) FROM override)),
  ('scans', (SELECT count(*) FROM scan)),
  ('scanner results', (SELECT count(*) FROM result)),
  ('problems, each once', (SELECT count(*) FROM finding)),
  ('packages of the audited revision', (SELECT count(*) FROM dependency)),
  ('servers of AI tools in files', (SELECT count(*) FROM mcp_head)),
  ('change requests', (SELECT count(*) FROM change)),
  ('reviews', (SELECT count(*) FROM review)),
  ('deployments', (SELECT count(*) FROM deployment)),
  ('incidents', (SELECT count(*) FROM incident)),
  ('tickets', (SELECT count(*) FROM work_item)),
  ('courses', (SELECT count(*) FROM training)),
  ('days of use of AI tools', (SELECT count(*) FROM usage)),
  ('statements', (SELECT count(*) FROM attestation)))
