public import JSONRPC

extension RPCClient: APICaller {}
