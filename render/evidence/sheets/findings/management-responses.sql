-- What management answered to findings, by the id of the finding.
-- column finding text: id of a finding
-- column answer text: agree, partly, disagree, or not yet received
-- column action text: what will be done
-- column owner text: role that answers for it
-- column due time: day by which it is to be done
SELECT finding, answer, action, owner,
  strftime('%Y-%m-%d', due_time, 'unixepoch') AS due
FROM management_response ORDER BY 1
