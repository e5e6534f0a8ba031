using Ingestion.Worker.Commands;
using Xunit;

namespace Ingestion.Worker.Tests.Commands;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("curl/8.5 (Linux)", "curl/8.5 (Linux)")]
    [InlineData("a\u001b[31mb\u009b31mc\u001b]0;title\u0007d", "a\\u001B[31mb\\u009B31mc\\u001B]0;title\\u0007d")]
    [InlineData("x\u202Egnp.exe", "x\\u202Egnp.exe")]
    [InlineData("one\ntwo\tthree\rfour", "one\ntwo\tthree\\u000Dfour")]
    [InlineData("سلام دنیا", "سلام دنیا")]
    public void Of_WhatMovesTheCursor_IsWrittenOut(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));
}
