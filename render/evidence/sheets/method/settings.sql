-- The configuration in effect, flattened. Of a path, the last part alone; keys
-- and credentials are in no configuration.
-- column name text: key of the configuration
-- column value text: its value
SELECT name, CASE WHEN name = 'people.directory'
    THEN replace(value, rtrim(value, replace(value, '/', '')), '')
    ELSE value END AS value
FROM setting ORDER BY name
