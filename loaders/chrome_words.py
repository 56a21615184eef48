"""The words site chrome is known by, parted by spaces."""

#: Buttons and choices around a page; a line made of nothing else is chrome.
ACTIONS = """
打印本页 打印此页 打印正文 打印 收藏本页 加入收藏 收藏 下载 关闭窗口 关闭本页 关闭 分享到
分享 返回顶部 返回首页 返回列表 返回 顶部 字体大小 字体 字号 放大 缩小 大 中 小 繁体 简体
无障碍阅读 无障碍 适老版 适老化 长者助手 语音播报 收听 播放 我要纠错 纠错
扫一扫在手机打开当前页 扫一扫 微信 微博 QQ空间 QQ好友 首页 登录 注册 搜索 站内搜索 附件下载
相关附件 相关链接 相关解读 相关文档 相关文件 相关稿件 文件解读 政策解读 图解 责任编辑 编辑
"""

#: Names of the data a government site prints above a document, before a colon.
LABELS = """
索引号 索取号 信息索引号 文号 发文字号 发文文号 文件编号 统一登记号 登记号 登记日期 公开方式
公开范围 公开形式 公开时限 公开日期 公开类型 公开属性 公开责任部门 公开目录 信息时效期
信息名称 信息分类 信息来源 签署日期 所属机构 所属主题 发文日期 发文机关 发文机构 发文单位
发布日期 发布时间 发布机构 发布单位 发布者 成文日期 生成日期 印发日期 公布日期 实施日期
生效日期 施行日期 失效日期 废止日期 有效性 有效期 时效性 效力状态 是否有效 主题分类 体裁分类
组配分类 服务对象分类 主题词 关键词 关键字 内容概述 内容分类 文件名称 文件类型 信息类别 来源
文章来源 稿源 作者 编辑 责任编辑 审核 更新时间 录入时间 浏览次数 浏览量 阅读次数 阅读量
点击数 点击量 点击次数 访问量 访问次数 人气 字体 字号 分享到 保护视力色
"""

#: What footers say; a line that says it is chrome wherever it stands.
FOOTER = """
版权所有 ICP备 公网安备 网站标识码 网站地图 技术支持: 隐私声明 法律声明 建议使用IE 最佳分辨率
浏览器浏览
"""

#: What footers begin with and documents may, too: chrome among the last lines only.
FOOTER_LABELS = """
主办单位: 主办: 承办单位: 承办: 维护单位: 运维单位: 联系我们 联系电话: 网站声明 关于我们
"""

#: What betting pages write over the titles of sites they took over: two in one short line.
SPAM = """
APP官网 APP下载 官网下载 在线登录 官方入口 官网入口 登录入口 平台登录 最新版 手机版 下载安装
体育官网 体育平台 体育APP 娱乐平台 注册网址 在线注册 棋牌游戏 在线投注 彩票平台 真人娱乐
"""
