"""`{% url %}` that remembers what it found: a list names fifty addresses, and each search costs more than its line."""

from functools import lru_cache

from django.template import Library
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parsed
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import conditional_escape

register = Library()


@lru_cache(maxsize=20_000)
def _found(route: str, arguments: tuple[str, ...], named: tuple[tuple[str, str], ...], prefix: str) -> str:
    return reverse(route, args=arguments, kwargs=dict(named))


class Address(URLNode):
    """Django's own node, for routes whose namespaces stand in their names."""

    def render(self, context) -> str:
        route = self.view_name.resolve(context)
        arguments = tuple(str(argument.resolve(context)) for argument in self.args)
        named = tuple((name, str(value.resolve(context))) for name, value in self.kwargs.items())
        try:
            address = _found(str(route), arguments, named, get_script_prefix())
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


@register.tag
def url(parser, token) -> Address:
    """As Django's."""
    node = parsed(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)
