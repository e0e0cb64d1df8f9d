"""Sentences of made-up news in English, in Chinese, and in both at once.

Words are drawn as in real texts, a few of them often and most seldom, and made-up names keep the
vocabulary growing with the text.
"""

from __future__ import annotations

import random
from typing import Final

_MAKERS: Final = (
    "OpenAI DeepSeek 谷歌 Anthropic 阿里 Meta 智谱 Mistral 月之暗面 Nvidia 字节 xAI 百度 Cohere"
).split()
_MODELS: Final = (
    "GPT-5.6 Claude Gemini Qwen3 DeepSeek-V3 Llama-4 o3-pro K2 GLM-4.6 gpt-oss-120b Mixtral Phi-4"
).split()
_TOPICS: Final = (
    "AI agents|mixture of experts|reinforcement learning|long context|Rust async|open weights|"
    "video generation|tool use|retrieval|robotics|speech|code review|evaluation|quantization|"
    "distillation|safety|pricing|inference|tokenizers|benchmarks|llama.cpp|node.js|C++ kernels"
).split("|")
_SUBJECTS: Final = (
    "大模型|开源权重|推理模型|强化学习|视频生成|智能体|编程助手|长文本|多模态|语音识别|机器人|"
    "评测|算力|芯片|检索增强|安全对齐|数据集|蒸馏|量化|应用生态|搜索引擎|教育|医疗|自动驾驶"
).split("|")
_DONE: Final = (
    "released|open-sourced|delayed|measured|rewrote|priced|explained|doubled|withdrew|shipped"
).split("|")
_DONE_ZH: Final = "发布了|开源了|推迟了|评测了|重写了|降价了|解释了|翻倍了|撤回了|交付了".split("|")
_ENDS: Final = (
    "so that a laptop is enough|but nobody has repeated it yet|and the license is plain|"
    "which halves the cost of a long answer|while readers ask for the numbers|"
    "as the notes say on their last page|and the old one stays until spring|"
    "because the data was cleaned twice|which the authors call a first step"
).split("|")
_ENDS_ZH: Final = (
    "一台笔记本就能运行|但还没有人复现|许可证写得很清楚|长回答的成本减半|读者都在等数字|"
    "说明的最后一页提到了这一点|旧版本保留到春天|因为数据清洗了两遍|作者称之为第一步"
).split("|")
_SYLLABLES: Final = (
    "ba ce dor fen gil hu jan kel lum mor nis or pel qua ren sol tur vek wil zan"
).split()
_CHARACTERS: Final = "青石山河云桥灯舟林海星月风雨春秋金木水火土南北东西天地光明新远近高长平安和清"


class Sentences:
    """An endless supply; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def english(self) -> str:
        """Return a sentence of ten to twenty words."""
        maker, model = self._often(_MAKERS), self._often(_MODELS)
        topic, end = self._often(_TOPICS), self._often(_ENDS)
        done = self._often(_DONE)
        return f"{maker} {done} {model} with {self.name()} for {topic}, {end}."

    def chinese(self) -> str:
        """Return a sentence of twenty to forty characters."""
        maker, subject = self._often(_MAKERS), self._often(_SUBJECTS)
        done, end = self._often(_DONE_ZH), self._often(_ENDS_ZH)
        return f"{maker}{done}面向{self._often(_SUBJECTS)}的{self.chinese_name()}{subject}，{end}。"

    def mixed(self) -> str:
        """Return a Chinese sentence with English names in it."""
        model, subject = self._often(_MODELS), self._often(_SUBJECTS)
        return f"{self.name()} 用 {model} 做{subject}，{self._often(_ENDS_ZH)}。"

    def any(self) -> str:
        """Return a sentence in one of the three ways."""
        return self.random.choice((self.english, self.chinese, self.mixed))()

    def name(self) -> str:
        """Return a name that hardly any other sentence has."""
        return "".join(self.random.choices(_SYLLABLES, k=3)).title()

    def chinese_name(self) -> str:
        """Return two characters, now and then the same as elsewhere."""
        return "".join(self.random.choices(_CHARACTERS, k=2))

    def model(self) -> str:
        """Return the name of a model."""
        return self._often(_MODELS)

    def maker(self) -> str:
        """Return the name of a company."""
        return self._often(_MAKERS)

    def topic(self) -> str:
        """Return an English topic."""
        return self._often(_TOPICS)

    def _often(self, words: list[str]) -> str:
        """Draw a word; the first ones are drawn most."""
        return words[int(len(words) * self.random.random() ** 2)]
