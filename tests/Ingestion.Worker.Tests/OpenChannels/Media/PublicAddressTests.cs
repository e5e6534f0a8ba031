using System.Net;
using Ingestion.Worker.OpenChannels.Media;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Media;

public sealed class PublicAddressTests
{
    /// <summary>The first and the last address of each range that is not public, and what carries such an address inside.</summary>
    [Theory]
    [InlineData("0.0.0.0", "0.255.255.255")]
    [InlineData("10.0.0.0", "10.255.255.255")]
    [InlineData("100.64.0.0", "100.127.255.255")]
    [InlineData("100.100.100.200", "100.100.100.200")]
    [InlineData("127.0.0.0", "127.255.255.255")]
    [InlineData("169.254.0.0", "169.254.255.255")]
    [InlineData("169.254.169.254", "169.254.170.2")]
    [InlineData("172.16.0.0", "172.31.255.255")]
    [InlineData("192.0.0.0", "192.0.0.255")]
    [InlineData("192.0.2.0", "192.0.2.255")]
    [InlineData("192.88.99.0", "192.88.99.255")]
    [InlineData("192.168.0.0", "192.168.255.255")]
    [InlineData("198.18.0.0", "198.19.255.255")]
    [InlineData("198.51.100.0", "198.51.100.255")]
    [InlineData("203.0.113.0", "203.0.113.255")]
    [InlineData("224.0.0.0", "239.255.255.255")]
    [InlineData("240.0.0.0", "255.255.255.255")]
    [InlineData("168.63.129.16", "168.63.129.16")]
    [InlineData("::", "::1")]
    [InlineData("::127.0.0.1", "::8.8.8.8")]
    [InlineData("::ffff:127.0.0.1", "::ffff:10.1.2.3")]
    [InlineData("::ffff:169.254.169.254", "::ffff:0.0.0.0")]
    [InlineData("::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8")]
    [InlineData("64:ff9b::127.0.0.1", "64:ff9b::192.168.1.1")]
    [InlineData("64:ff9b::169.254.169.254", "64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:8.8.8.8")]
    [InlineData("100::", "100::ffff:ffff:ffff:ffff")]
    [InlineData("1fff:ffff::", "4000::")]
    [InlineData("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:2::", "2001:10::1")]
    [InlineData("2001:20::1", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2002:7f00:1::", "2002:a00:1::1")]
    [InlineData("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("5f00::", "5f00::1")]
    [InlineData("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fd00:ec2::254", "fd20:ce::254")]
    [InlineData("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:127.0.0.1")]
    [InlineData("fe80::1%1", "2a00:1450::1%1")]
    public void Is_NotPublic_IsFalse(string first, string last)
    {
        Assert.False(PublicAddress.Is(IPAddress.Parse(first)), first);
        Assert.False(PublicAddress.Is(IPAddress.Parse(last)), last);
    }

    /// <summary>The neighbours on both sides of the ranges above.</summary>
    [Theory]
    [InlineData("1.0.0.0", "9.255.255.255")]
    [InlineData("11.0.0.0", "100.63.255.255")]
    [InlineData("100.128.0.0", "126.255.255.255")]
    [InlineData("128.0.0.0", "169.253.255.255")]
    [InlineData("169.255.0.0", "172.15.255.255")]
    [InlineData("172.32.0.0", "191.255.255.255")]
    [InlineData("192.0.1.0", "192.0.1.255")]
    [InlineData("192.0.3.0", "192.88.98.255")]
    [InlineData("192.88.100.0", "192.167.255.255")]
    [InlineData("192.169.0.0", "198.17.255.255")]
    [InlineData("198.20.0.0", "198.51.99.255")]
    [InlineData("198.51.101.0", "203.0.112.255")]
    [InlineData("203.0.114.0", "223.255.255.255")]
    [InlineData("168.63.129.15", "168.63.129.17")]
    [InlineData("2001:200::", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:db9::", "2001:ffff::")]
    [InlineData("2003::", "3ffe:ffff::")]
    [InlineData("3fff:1000::", "3fff:ffff::")]
    [InlineData("::ffff:8.8.8.8", "64:ff9b::8.8.8.8")]
    [InlineData("2a00:1450::5efe:8.8.8.8", "2606:4700::1111")]
    public void Is_Public_IsTrue(string first, string last)
    {
        Assert.True(PublicAddress.Is(IPAddress.Parse(first)), first);
        Assert.True(PublicAddress.Is(IPAddress.Parse(last)), last);
    }
}
