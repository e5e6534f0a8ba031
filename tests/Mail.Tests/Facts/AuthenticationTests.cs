using Ingestion.Mail.Facts;
using Xunit;

namespace Mail.Tests.Facts;

public sealed class AuthenticationTests
{
    private const string Ours = "mx.shop.example";

    [Theory]
    [InlineData("mx.shop.example; none", "mx.shop.example", "")]
    [InlineData("mx.shop.example 1; spf=pass smtp.mailfrom=a@b.example", "mx.shop.example", "spf=pass smtp.mailfrom:a@b.example")]
    [InlineData("mx.shop.example (comment; spf=fail); dkim=pass (good \\) sig) header.d=b.example header.i=@b.example reason=\"all; well\"", "mx.shop.example", "dkim=pass \"all; well\" header.d:b.example header.i:@b.example")]
    [InlineData("mx.shop.example; DKIM = PASS header.d = b.example; dmarc=FAIL (p=reject) header.from=b.example", "mx.shop.example", "dkim=pass header.d:b.example|dmarc=fail header.from:b.example")]
    [InlineData("mx.google.com; dkim=pass header.i=@b.example header.s=s1 header.b=AbC=; arc=pass (i=1 spf=pass); spf=softfail smtp.mailfrom=\"a b\"@c.example", "mx.google.com", "dkim=pass header.i:@b.example header.s:s1 header.b:AbC=|arc=pass|spf=softfail smtp.mailfrom:\"a b\"@c.example")]
    [InlineData("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=b.example; dkim=none (message not signed) header.d=none;dmarc=bestguesspass action=none header.from=b.example;compauth=pass reason=109", null, "spf=pass smtp.mailfrom:b.example|dkim=none header.d:none|dmarc=bestguesspass .action:none header.from:b.example|compauth=pass \"109\"")]
    [InlineData("\"mx.shop.example\"; iprev=pass policy.iprev=192.0.2.1; auth=pass smtp.auth=u", "mx.shop.example", "iprev=pass policy.iprev:192.0.2.1|auth=pass smtp.auth:u")]
    [InlineData("i=2; mx.shop.example; dkim/1=temperror", "mx.shop.example", "dkim=temperror")]
    [InlineData("", null, "")]
    [InlineData(";;;=;=x;spf=", null, "spf=")]
    [InlineData("mx.shop.example; ((((((", "mx.shop.example", "")]
    public void Parse_Field_ReadsAllOfIt(string value, string? id, string expected)
    {
        var field = AuthenticationField.Parse(value);

        Assert.Equal(id, field.AuthservId);
        Assert.Equal(expected, string.Join('|', field.Results.Select(result =>
            string.Join(' ', (string[])[$"{result.MethodName}={result.Word}", .. result.Reason is null ? (string[])[] : [$"\"{result.Reason}\""], .. result.Properties.Select(one => $"{one.Type}.{one.Name}:{one.Value}")]))));
    }

    [Fact]
    public void Of_TrustedField_GivesTypedVerdicts()
    {
        var facts = Read($"Received: x\nAuthentication-Results: {Ours};\n dkim=fail header.d=a.example;\n dkim=pass header.d=B.example;\n spf=softfail smtp.mailfrom=a@b.example; dmarc=pass header.from=b.example\nFrom: a@b.example");

        Assert.Equal(AuthenticationVerdict.SoftFail, facts.Spf);
        Assert.Equal(AuthenticationVerdict.Pass, facts.Dkim);
        Assert.Equal(AuthenticationVerdict.Pass, facts.Dmarc);
        Assert.Null(facts.Arc);
        Assert.Equal(["b.example"], facts.SigningDomains);
        Assert.Equal(0, facts.IgnoredCount);
    }

    [Theory]
    [InlineData("mx.shop.example.evil.example")]
    [InlineData("mx.sh0p.example")]
    [InlineData("xmx.shop.example")]
    [InlineData("mx.shop.example.")]
    [InlineData("mx.ſhop.example")]
    [InlineData("mх.shop.example")]
    [InlineData("shop.example")]
    [InlineData("evil.example (mx.shop.example)")]
    [InlineData("\"mx.shop.example x\"")]
    public void Of_SimilarName_IsIgnored(string id)
    {
        var facts = Read($"Authentication-Results: {id}; dmarc=pass\nFrom: a@b.example");

        Assert.Null(facts.Dmarc);
        Assert.Equal(1, facts.IgnoredCount);
    }

    [Theory]
    [InlineData("Authentication-Results: evil.example; spf=pass\nAuthentication-Results: mx.shop.example; dmarc=pass\nFrom: a@b.example")]
    [InlineData("From: a@b.example\nAuthentication-Results: mx.shop.example; dmarc=pass")]
    [InlineData("Subject: x\nAuthentication-Results: mx.shop.example; dmarc=pass\nFrom: a@b.example")]
    [InlineData("Authentication-Results: mx.shop.example; spf=fail\nReceived: from evil by mx.shop.example\nAuthentication-Results: mx.shop.example; dmarc=pass\nFrom: a@b.example")]
    [InlineData("Authentication-Results: mx.shop.example; dmarc=fail\nAuthentication-Results: mx.shop.example; dmarc=pass\nFrom: a@b.example")]
    [InlineData("X-Authentication-Results: mx.shop.example; dmarc=pass\nFrom: a@b.example")]
    public void Of_ForgedField_DoesNotPass(string headers) => Assert.NotEqual(AuthenticationVerdict.Pass, Read(headers).Dmarc);

    [Fact]
    public void Of_FieldsOfSeveralFilters_CountTogether()
    {
        var facts = Read($"Received: x\nAuthentication-Results: {Ours}; dmarc=pass header.from=b.example\nDKIM-Filter: v\nAuthentication-Results: MX.SHOP.example; dkim=pass header.i=a@b.example\nReceived-SPF: Pass\nAuthentication-Results: {Ours}; spf=pass\nFrom: a@b.example");

        Assert.Equal(3, facts.Trusted.Count);
        Assert.Equal(["b.example"], facts.SigningDomains);
        Assert.Equal(AuthenticationVerdict.Pass, facts.Spf);
    }

    [Fact]
    public void Of_NoTrustedNames_BelievesNothing()
    {
        var facts = AuthenticationFacts.Of(Some.Mail($"Authentication-Results: {Ours}; dmarc=pass\n\nx").Headers, []);

        Assert.Null(facts.Dmarc);
        Assert.Equal(1, facts.IgnoredCount);
    }

    [Fact]
    public void Of_ArcFields_AreKeptApart()
    {
        var facts = Read($"ARC-Authentication-Results: i=2; {Ours}; spf=fail; arc=pass\nARC-Authentication-Results: i=1; forwarder.example; dmarc=pass\nFrom: a@b.example");

        Assert.Equal(2, Assert.Single(facts.TrustedArc).Instance);
        Assert.Empty(facts.Trusted);
        Assert.Null(facts.Spf);
        Assert.Equal(1, facts.IgnoredCount);
    }

    private static AuthenticationFacts Read(string headers) => AuthenticationFacts.Of(Some.Mail(headers + "\n\nx").Headers, [Ours]);
}
