-- Driven by the test `lsp::neovim`: what somebody does in an editor, and what is seen there.
local result = { version = tostring(vim.version().major) .. '.' .. tostring(vim.version().minor) }

local function wait(what, condition)
  if not vim.wait(30000, condition, 20) then
    error('waited in vain for ' .. what)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

-- What would be refused; there are remarks besides.
local function errors()
  return vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })
end

local function put_cursor_on(part)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(part, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 })
      return
    end
  end
  error('no ' .. part)
end

local function run()
  vim.cmd('edit templates/order.yaml')
  wait('diagnostics', function() return #errors() > 0 end)
  result.diagnostics = {}
  for _, diagnostic in ipairs(errors()) do
    local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
    table.insert(result.diagnostics, {
      message = diagnostic.message,
      marked = line:sub(diagnostic.col + 1, diagnostic.end_col),
      severity = diagnostic.severity,
    })
  end

  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      if options.format_item(item):find('rename it to `footer`', 1, true) then
        choose(item)
      end
    end
  end
  put_cursor_on('Footer')
  vim.lsp.buf.code_action()
  wait('the quick fix', function() return text():find('Footer', 1, true) == nil end)
  wait('no errors', function() return #errors() == 0 end)

  put_cursor_on('who), your')
  vim.lsp.buf.rename('customer')
  wait('the rename', function() return text():find('$(customer), your', 1, true) ~= nil end)
  vim.cmd('write')
  result.text = text()

  for _, client in ipairs(vim.lsp.get_active_clients()) do
    client.stop()
  end
  wait('the end of the server', function() return #vim.lsp.get_active_clients() == 0 end)
end

local ok, problem = pcall(run)
if not ok then
  result.problem = tostring(problem)
end
local file = io.open('result.json', 'w')
file:write(vim.fn.json_encode(result))
file:close()
vim.cmd('qall!')
