	curl --location --request POST 'http://192.168.51.21/api/v4/autodialer/groups/update' \
	--header 'X-APIKEY: vZKtIKWsld0egNlkzHo8i5LVBqLNBSWARCQsPOSgDjFmAHM3tG' \
	--header 'Authorization: Basic dGVzdDpBYTEyMzQ1Ng==' \
	--header 'Content-Type: application/json' \
	--data-raw '{
		"_id":"6033876dc92de036d1390923",
		"name":"test_group_new",
		"numbers":["1111", "2222", "3333"],
		"description":"just for test"
	}'
