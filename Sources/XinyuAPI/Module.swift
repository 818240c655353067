// XinyuAPI
