-- Sends the requests of a file one after another, each once: fields parted by tabs.
local requests = {}
for line in io.lines(os.getenv("REQUESTS_FILE")) do
  local fields = {}
  for field in (line .. "\t"):gmatch("(.-)\t") do fields[#fields + 1] = field end
  requests[#requests + 1] = fields
end
local at = 0
request = function()
  at = at % #requests + 1
  local r = requests[at]
  local headers = {
    ["Host"] = r[2], ["x-acs-action"] = r[3], ["x-acs-version"] = "2020-06-06", ["x-acs-date"] = r[4],
    ["x-acs-signature-nonce"] = r[5], ["x-acs-content-sha256"] = r[6], ["Authorization"] = r[7],
  }
  return wrk.format("POST", r[1], headers)
end
