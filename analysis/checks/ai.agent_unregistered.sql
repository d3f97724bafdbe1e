-- title: Agents with commits whose tool the policy registers
-- record: agents' accounts
-- inputs: policy
-- strength: operation
-- empty: pass
-- limits: An agent that commits under a person's account is not seen.

SELECT o.repository_id, i.person_id AS record,
  CASE WHEN NOT EXISTS (SELECT 1 FROM policy WHERE kind = 'tool')
      THEN 'unknown'
    WHEN min(coalesce((SELECT max(p.status = 'approved') FROM tool_policy p
        WHERE p.tool_id = o.tool_id AND c.author_time >= p.from_time
          AND c.author_time < p.to_time), 0)) THEN 'met'
    ELSE 'not met' END AS state, NULL AS path, NULL AS line,
  iif(EXISTS (SELECT 1 FROM policy WHERE kind = 'tool'),
    'the policy has no agent of '
      || coalesce((SELECT coalesce(label, name) FROM tool
        WHERE id = o.tool_id), 'an unknown tool'),
    'no policy of approved tools') AS text
FROM "commit" c
JOIN commit_origin o ON o.commit_id = c.id
JOIN identity i ON i.alias_id = c.author_alias_id
JOIN person p ON p.id = i.person_id AND p.kind = 'agent'
WHERE c.commit_time >= :from AND c.commit_time < :at
GROUP BY o.repository_id, i.person_id, o.tool_id
