curl --include --request PUT 'https://sqs/sqs/api/groups/By5li9cbFR53VLv6fh6z' \
--user "$SQS_USERNAME:$SQS_PASSWORD" \
--header "tenant: $SQS_TENANT" \
--header 'content-type: application/JSON' \
--header 'accept: application/JSON' \
--data-raw '{
  "id": "By5li9cbFR53VLv6fh6z",
  "ownerId": "967178860",
  "name" : "CherokeeNation"
}'
